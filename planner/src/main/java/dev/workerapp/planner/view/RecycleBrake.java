package dev.workerapp.planner.view;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.OverLimit;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Revision;
import dev.workerapp.planner.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps workers from being replaced for ever for a limit that each of them comes over again. A worker that comes over it soon
 * after it has become available is replaced; its successors too, until three in a row were. The next one stays when it comes
 * over the limit soon: with this limit and this revision, replacing it gains nothing. What is counted is on the pods of the
 * slot, and goes from each to the next one, whatever that is started for. Age and the schedule are no such limits: that every
 * worker comes to them again is what they are for.
 */
public final class RecycleBrake {
    /** So many replacements in a row may be for nothing. */
    private static final int MOST = 3;

    /** Soon is also what is so many times as long as the worker took to start: it then spends a twentieth of its time on that. */
    private static final int STARTS = 20;

    /** What a worker may come over. */
    private enum Limit {
        /** Less than of the others is soon: that each worker serves so many requests says nothing against the limit. */
        REQUESTS(Reason.MAX_REQUESTS, "recycle.maxRequests", Duration.ofMinutes(10)),
        HEAP(Reason.MAX_HEAP, "recycle.maxHeapPercent", Duration.ofMinutes(30)),
        MEMORY(Reason.MAX_MEMORY, "recycle.maxMemory", Duration.ofMinutes(30));

        private final Reason reason;
        private final String field;
        private final Duration soon;

        Limit(Reason reason, String field, Duration soon) {
            this.reason = reason;
            this.field = field;
            this.soon = soon;
        }
    }

    private final AppView view;
    private final Map<Reason, String> limits;

    RecycleBrake(AppView view) {
        this.view = view;
        this.limits = view.desired().recycle().limits();
    }

    /** Whether the worker is not to be replaced for that, though it is over a limit. */
    boolean holds(Worker worker, Reason reason) {
        return Arrays.stream(Limit.values()).anyMatch(limit -> limit.reason == reason && holds(worker, limit));
    }

    private boolean holds(Worker worker, Limit limit) {
        return of(worker, limit).filter(RecycleBrake::isFutile).isPresent();
    }

    private static boolean isFutile(OverLimit known) {
        return known.before() >= MOST && known.after().isPresent();
    }

    /** What is to be recorded of the worker; empty if there is nothing new. */
    public Optional<Action> record(Worker worker) {
        List<Limit> news = worker.due().isEmpty()
                ? List.of()
                : Arrays.stream(Limit.values())
                        .filter(limit -> isNews(worker, limit))
                        .toList();
        Optional<Limit> futile =
                news.stream().filter(limit -> holds(worker, limit)).findFirst();
        return news.isEmpty()
                ? Optional.empty()
                : Optional.of(new Action.RecordOverLimit(
                        worker,
                        news.stream()
                                .collect(Collectors.toMap(limit -> limit.reason, limit -> limits.get(limit.reason))),
                        availableSince(worker),
                        words(worker, futile.orElse(news.getFirst())),
                        futile.isPresent() ? Reason.RECYCLE_FUTILE : news.getFirst().reason));
    }

    private String words(Worker worker, Limit limit) {
        OverLimit known = known(worker, limit).orElseThrow();
        return words(limit, known, "within " + inWords(soon(worker, limit)))
                + (known.before() >= MOST ? gains(limit) : "");
    }

    /** Why the worker is not replaced for a limit though it came over it, for a person; empty if there is no such limit. */
    public Optional<String> words(Worker worker) {
        return Arrays.stream(Limit.values())
                .flatMap(limit -> known(worker, limit).filter(RecycleBrake::isFutile).stream()
                        .map(known -> "The worker "
                                + words(limit, known, inWords(known.after().orElseThrow())) + gains(limit)))
                .findFirst();
    }

    private static String words(Limit limit, OverLimit known, String when) {
        String before = known.before() == 1 ? "the worker before it" : "the " + known.before() + " workers before it";
        return "came over " + limit.field + " (" + known.limit() + ") " + when + " after it had become available"
                + (known.before() == 0 ? "." : ", as " + before + " in its slot had come over it soon.");
    }

    private static String gains(Limit limit) {
        return " Replacing it gains nothing, so it stays. Raise " + limit.field
                + ", or run a version that keeps within it.";
    }

    private static String inWords(Duration time) {
        return time.toMinutes() < 2 ? time.toSeconds() + " s" : time.toMinutes() + " min";
    }

    /** What a new worker of a revision in a slot remembers of those before it. */
    Map<Reason, OverLimit> carried(Slot slot, Revision revision) {
        Map<Reason, OverLimit> carried = new EnumMap<>(Reason.class);
        Optional<Worker> last = limits.isEmpty() ? Optional.empty() : last(slot, revision);
        last.ifPresent(worker -> Arrays.stream(Limit.values()).forEach(limit -> of(worker, limit)
                .map(known -> known.ofNext(isSoon(worker, limit), MOST))
                .filter(next -> next.before() > 0)
                .ifPresent(next -> carried.put(limit.reason, next))));
        return carried;
    }

    private static Optional<Worker> last(Slot slot, Revision revision) {
        return Stream.of(slot.live(), slot.dead(), slot.terminating())
                .flatMap(List::stream)
                .filter(worker -> worker.revision().equals(revision.name()))
                .max(Comparator.comparingInt(Worker::incarnation));
    }

    /** Every instant at which time alone ends what is soon, of workers of which it matters. */
    Stream<Instant> turns() {
        return limits.isEmpty()
                ? Stream.of()
                : view.slots().stream()
                        .flatMap(slot -> Stream.of(slot.live(), slot.dead(), slot.terminating()))
                        .flatMap(List::stream)
                        .filter(worker -> !worker.due().isEmpty()
                                || !worker.recycling().overLimit().isEmpty())
                        .flatMap(worker -> Arrays.stream(Limit.values())
                                .filter(limit -> limits.containsKey(limit.reason))
                                .map(limit -> soonEnds(worker, limit)));
    }

    /** How the slot keeps within the limit of now, also as far as that is to be recorded yet; empty without a limit. */
    private Optional<OverLimit> of(Worker worker, Limit limit) {
        return known(worker, limit).map(known -> isNews(worker, limit) ? known.seenAfter(Duration.ZERO) : known);
    }

    private Optional<OverLimit> known(Worker worker, Limit limit) {
        return Optional.ofNullable(limits.get(limit.reason))
                .map(text -> worker.recycling().known(limit.reason, text));
    }

    /** Whether the worker has come over the limit soon, and that is not recorded. */
    private boolean isNews(Worker worker, Limit limit) {
        return worker.isLive()
                && worker.ready()
                && worker.due().contains(limit.reason)
                && known(worker, limit).filter(known -> known.after().isEmpty()).isPresent()
                && isSoon(worker, limit);
    }

    /** Whether the worker has not been available for longer than what is soon. */
    private boolean isSoon(Worker worker, Limit limit) {
        return !worker.history().wasReady() || view.now().isBefore(soonEnds(worker, limit));
    }

    private Instant soonEnds(Worker worker, Limit limit) {
        return availableSince(worker).plus(soon(worker, limit));
    }

    private Duration soon(Worker worker, Limit limit) {
        Duration starts = start(worker).multipliedBy(STARTS);
        return starts.compareTo(limit.soon) > 0 ? starts : limit.soon;
    }

    private Instant availableSince(Worker worker) {
        return ranSince(worker).plus(start(worker));
    }

    /** How long its container took to become ready; nothing where that is not known, as of one that was unready since. */
    private Duration start(Worker worker) {
        Duration untilReady = Duration.between(ranSince(worker), worker.readySince());
        boolean isKnown = !untilReady.isNegative() && untilReady.compareTo(view.timeToBecomeAvailable(worker)) <= 0;
        return isKnown ? untilReady : Duration.ZERO;
    }

    /** Since when its container runs, which may have ended and run again. */
    private static Instant ranSince(Worker worker) {
        Instant started = worker.startedAt().orElse(worker.createdAt());
        return worker.lastEndedAt().filter(started::isBefore).orElse(started);
    }
}
