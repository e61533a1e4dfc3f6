package dev.workerapp.planner;

import dev.workerapp.planner.RecycleHistory.Postponed;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Reads a worker from a few words: its revision, what it is doing, and for how many seconds, as in {@code "B running
 * 70"}; with an exclamation mark when its node is being emptied, as in {@code "B available!"}. What has happened long ago
 * happened 1000 seconds ago. Then come details: {@code asked} (to be evicted), {@code exits=2}, {@code attempt=1}, {@code recorded=0} (the exits when it
 * was first available), {@code was-ready}, {@code lost} (its node); and of its main container {@code crashed=2} (its ends),
 * {@code crashes=1} (those of pods before it), {@code dealt-with=1} (the ends that are recorded), and how the last run ended:
 * {@code lasted=5}, {@code code=3}, {@code oom}; {@code sidecar} (it is a sidecar that the kubelet lets wait). Of recycling: {@code over=MAX_HEAP} (what it is due for; several with a plus), {@code
 * for=MAX_HEAP} (what it was started for), {@code created=2000} (how many seconds ago, if not as usual), {@code
 * postponed=600} (how many seconds ago its replacement has failed), {@code failures=2} (how many in a row), {@code tick=3600}
 * (how many seconds ago the schedule's latest tick was when it was created), {@code row=MAX_MEMORY#2/512Mi@420} (two before it
 * came over that limit soon, and it did so itself after 420 s; the last is left out if it did not).
 */
record PodWords(
        int slot,
        int incarnation,
        String revision,
        String state,
        boolean onDrainedNode,
        long age,
        List<String> details) {
    static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final long LONG_AGO = 1000;
    private static final Set<String> WAS_READY = Set.of("available", "ready", "recovered", "recovering", "unready");

    static Worker worker(int slot, int incarnation, String words) {
        String[] word = words.trim().split(" ", -1);
        boolean aged = word.length > 2 && word[2].matches("\\d+");
        long age = aged ? Long.parseLong(word[2]) : 0;
        List<String> details = Arrays.asList(word).subList(Math.min(word.length, aged ? 3 : 2), word.length);
        boolean onDrainedNode = word[1].endsWith("!");
        String state = onDrainedNode ? word[1].substring(0, word[1].length() - 1) : word[1];
        return new PodWords(slot, incarnation, word[0], state, onDrainedNode, age, details).worker();
    }

    private Worker worker() {
        return switch (state) {
            case "available" -> ready(LONG_AGO);
            case "ready" -> ready(age);
            case "recovered" -> make(LONG_AGO, Optional.of(ago(LONG_AGO)), true, age, Optional.empty());
            case "recovering" -> make(age + 40, Optional.of(ago(age + 20)), false, age, Optional.empty());
            case "running" -> seen(age, Optional.of(ago(age)), age, "");
            case "late" -> seen(LONG_AGO, Optional.of(ago(LONG_AGO)), LONG_AGO, "");
            case "unready" -> seen(LONG_AGO, Optional.of(ago(LONG_AGO)), age, "");
            case "unanswered" -> seen(age, Optional.of(ago(age)), age, "STARTING readiness probe: HTTP 503");
            case "crashing" -> seen(10, Optional.of(ago(10)), 1, "CRASH_LOOP back-off restarting");
            case "pending", "ended", "ending", "cramped" -> seen(age, Optional.empty(), age, "");
            case "pulling" -> seen(age, Optional.empty(), age, "IMAGE_PULL manifest unknown");
            case "evicted" -> seen(age, Optional.of(ago(age)), age, "EVICTED The node was low on resource: memory.");
            case "overdue" -> seen(age, Optional.of(ago(age)), age, "DEADLINE_EXCEEDED Pod was active too long.");
            case "initializing" -> seen(age, Optional.empty(), age, "INITIALIZING init container migrate is running");
            case "misconfigured" -> seen(age, Optional.empty(), age, "CONTAINER_CONFIG no such secret");
            case "unschedulable" -> seen(age, Optional.empty(), age, "UNSCHEDULABLE 0/3 nodes fit");
            default -> throw new IllegalArgumentException(state);
        };
    }

    private Worker ready(long since) {
        return make(LONG_AGO, Optional.of(ago(since + 5)), true, since, Optional.empty());
    }

    private Worker seen(long created, Optional<Instant> ran, long changed, String problem) {
        String[] said = problem.split(" ", 2);
        Optional<Problem> told =
                problem.isEmpty() ? Optional.empty() : Optional.of(new Problem(Reason.valueOf(said[0]), said[1]));
        return make(created, ran, false, changed, told);
    }

    private Worker make(long created, Optional<Instant> ran, boolean ready, long changed, Optional<Problem> problem) {
        return new Worker(
                "shop-" + slot + "-" + incarnation,
                "uid-" + slot + "-" + incarnation,
                slot,
                revision,
                incarnation,
                ago(detail("created").orElse((int) created)),
                ran,
                ready,
                ago(changed),
                state.equals("ending"),
                Set.of("ended", "evicted", "overdue").contains(state),
                state.equals("crashing"),
                state.equals("cramped"),
                due(),
                details.contains("lost"),
                state.equals("crashing") ? 3 : 0,
                new CrashHistory(
                        detail("attempt").orElse(0),
                        detail("exits").orElse(state.equals("crashing") ? 3 : 0),
                        detail("recorded"),
                        WAS_READY.contains(state) || details.contains("was-ready"),
                        runs()),
                new RecycleHistory(
                        text("for").map(Reason::valueOf),
                        postponed(),
                        text("tick").map(seconds -> ago(Long.parseLong(seconds))),
                        overLimit()),
                problem);
    }

    private Runs runs() {
        int ends = detail("crashed").orElse(0);
        Runs.End last = new Runs.End(
                detail("code").orElse(1),
                details.contains("oom"),
                Duration.ofSeconds(detail("lasted").orElse(1)),
                "container worker exited with code 1",
                details.contains("unseen")
                        ? Optional.empty()
                        : Optional.of(ago(detail("since").orElse(1))));
        return new Runs(
                detail("crashes").orElse(0),
                detail("dealt-with").orElse(0),
                ends,
                ends == 0 ? Optional.empty() : Optional.of(last),
                state.equals("crashing"),
                state.equals("crashing") && !details.contains("sidecar"),
                detail("pause").stream().mapToObj(Duration::ofSeconds).findFirst());
    }

    private Optional<Postponed> postponed() {
        return text("postponed")
                .map(seconds -> new Postponed(
                        detail("failures").orElse(1), ago(Long.parseLong(seconds)), "Worker shop-0-2 ended."));
    }

    private Map<Reason, OverLimit> overLimit() {
        return text("row").map(PodWords::overLimit).orElse(Map.of());
    }

    private static Map<Reason, OverLimit> overLimit(String row) {
        String[] part = row.split("[#/@]", -1);
        Optional<Duration> after =
                part.length > 3 ? Optional.of(Duration.ofSeconds(Long.parseLong(part[3]))) : Optional.empty();
        return Map.of(Reason.valueOf(part[0]), new OverLimit(part[2], Integer.parseInt(part[1]), after));
    }

    private Set<Reason> due() {
        Set<Reason> due = EnumSet.noneOf(Reason.class);
        if (onDrainedNode) {
            due.add(Reason.NODE_DRAINED);
        }
        if (details.contains("asked")) {
            due.add(Reason.EVICTION_REQUESTED);
        }
        if (details.contains("recycle")) {
            due.add(Reason.RECYCLE_REQUESTED);
        }
        text("over").stream()
                .flatMap(reasons -> Arrays.stream(reasons.split("\\+", -1)))
                .map(Reason::valueOf)
                .forEach(due::add);
        return due;
    }

    private OptionalInt detail(String name) {
        return text(name)
                .map(number -> OptionalInt.of(Integer.parseInt(number)))
                .orElse(OptionalInt.empty());
    }

    private Optional<String> text(String name) {
        return details.stream()
                .filter(detail -> detail.startsWith(name + "="))
                .map(detail -> detail.substring(name.length() + 1))
                .findFirst();
    }

    private static Instant ago(long seconds) {
        return NOW.minusSeconds(seconds);
    }
}
