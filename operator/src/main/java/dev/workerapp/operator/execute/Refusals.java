package dev.workerapp.operator.execute;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;

import dev.workerapp.planner.Action;
import dev.workerapp.planner.Desired;
import dev.workerapp.planner.Observed;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Refusal;
import dev.workerapp.planner.Worker;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which workers the API server does not create, over several tries. What is refused for one reason is remembered as one:
 * all refusals of a revision by a reason have the same message, the same first and last time and the same count of tries.
 * So what is remembered is bounded by the reasons that there are, and not by the slots.
 */
public final class Refusals {

    /** A longer message is cut: a webhook may answer what it likes. */
    static final int LONGEST_MESSAGE = 1024;

    private Refusals() {}

    /** What is remembered as one. */
    private record Group(String revision, Reason reason) {

        static Group of(Refusal refusal) {
            return new Group(refusal.revision(), refusal.problem().reason());
        }
    }

    /**
     * The refusals that stand after a try: the new ones, and those of before that still say something: not of a slot that
     * has its worker by now, since what is refused there later is another matter.
     *
     * @param seen what was seen before the try, the refusals that stood then included
     * @param revisions the revisions that a worker may be started with
     */
    public static List<Refusal> after(Observed seen, Outcome outcome, Desired desired, List<String> revisions) {
        Set<Integer> created = outcome.done().stream()
                .flatMap(action -> action instanceof Action.Create create ? Stream.of(create.slot()) : Stream.empty())
                .collect(Collectors.toSet());
        Map<Integer, Refusal> before = seen.refusals().stream()
                .filter(refusal -> desired.wants(refusal.slot()))
                .filter(refusal -> revisions.contains(refusal.revision()))
                .filter(refusal -> !created.contains(refusal.slot()))
                .collect(Collectors.toMap(Refusal::slot, refusal -> refusal, (_, last) -> last));
        Map<Integer, Refusal> after = new HashMap<>(before);
        after.values().removeIf(refusal -> isThere(refusal, seen.workers()));
        outcome.refusals()
                .forEach(now -> after.put(now.slot(), again(Optional.ofNullable(before.get(now.slot())), now)));
        Set<Group> triedNow = outcome.refusals().stream().map(Group::of).collect(Collectors.toSet());
        return after.values().stream().collect(Collectors.groupingBy(Group::of)).entrySet().stream()
                .flatMap(group -> asOne(group.getValue(), triedNow.contains(group.getKey())))
                .sorted(comparingInt(Refusal::slot))
                .toList();
    }

    /** A pod that has ended, or has to leave its place, is not the worker that was refused: it is to be replaced. */
    private static boolean isThere(Refusal refusal, List<Worker> workers) {
        return workers.stream()
                .anyMatch(worker -> worker.slot() == refusal.slot()
                        && worker.revision().equals(refusal.revision())
                        && worker.isLive()
                        && worker.due().stream().allMatch(Reason::isVoluntary));
    }

    /** Refused for another reason than before, it is still the same worker that can't be had. */
    private static Refusal again(Optional<Refusal> before, Refusal now) {
        Optional<Refusal> same = before.filter(known -> known.revision().equals(now.revision()));
        return new Refusal(
                now.slot(),
                now.revision(),
                same.map(Refusal::since).orElse(now.since()),
                same.map(Refusal::tries).orElse(0),
                now.triedAt(),
                now.problem());
    }

    private static Stream<Refusal> asOne(List<Refusal> group, boolean triedNow) {
        Instant since = Collections.min(group, comparing(Refusal::since)).since();
        int tries = Collections.max(group, comparingInt(Refusal::tries)).tries() + (triedNow ? 1 : 0);
        Refusal last = Collections.max(group, comparing(Refusal::triedAt));
        Problem problem = bounded(last.problem());
        return group.stream()
                .map(one -> new Refusal(one.slot(), one.revision(), since, tries, last.triedAt(), problem));
    }

    private static Problem bounded(Problem problem) {
        String message = problem.message();
        return message.length() <= LONGEST_MESSAGE
                ? problem
                : new Problem(problem.reason(), message.substring(0, LONGEST_MESSAGE));
    }

    /** One of each reason and revision that has come since. */
    public static List<Refusal> news(List<Refusal> before, List<Refusal> after) {
        Map<Group, Refusal> news = new LinkedHashMap<>();
        after.forEach(refusal -> news.putIfAbsent(Group.of(refusal), refusal));
        before.forEach(refusal -> news.remove(Group.of(refusal)));
        return List.copyOf(news.values());
    }
}
