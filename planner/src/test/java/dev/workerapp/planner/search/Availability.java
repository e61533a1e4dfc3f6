package dev.workerapp.planner.search;

import dev.workerapp.planner.Desired;
import dev.workerapp.planner.Observed;
import dev.workerapp.planner.Revision;
import dev.workerapp.planner.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * When a worker is available, as the design has it and told without the planner's code: ready for {@code minReady} without
 * a break, and for {@code probation} as well where it has failed before, or where nothing has proved its revision: no
 * completed reload, and no worker that was ready for so long. Where nothing is stable there is nothing to prove, nor by
 * workers of another revision than the target: they replace nothing.
 */
final class Availability {

    private Availability() {}

    static Predicate<Worker> of(Desired desired, Observed observed, Instant now) {
        Duration minReady = desired.readiness().minReady();
        Duration probation = desired.reload().probation();
        Predicate<Worker> ready = worker -> worker.readyFor(minReady, now);
        Predicate<Worker> readyForLong = ready.and(worker -> worker.readyFor(probation, now));
        boolean anyStable = observed.revisions().stream().anyMatch(r -> r.stable() > 0);
        boolean askedHasFailed = observed.revisions().stream()
                .anyMatch(r -> r.failed() && r.name().equals(desired.revision()));
        Set<String> proved = Stream.concat(
                        observed.revisions().stream()
                                .filter(revision -> revision.stable() > 0)
                                .map(Revision::name),
                        observed.workers().stream().filter(readyForLong).map(Worker::revision))
                .collect(Collectors.toSet());
        Predicate<Worker> onTrial = worker -> anyStable
                && !askedHasFailed
                && worker.revision().equals(desired.revision())
                && !proved.contains(worker.revision());
        Predicate<Worker> trusted = worker -> !worker.history().hasFailedBefore() && !onTrial.test(worker);
        return readyForLong.or(ready.and(trusted));
    }

    /** The same of the world as it is. */
    static boolean is(Setting setting, State state, Pod pod) {
        if (pod.orphan || !pod.state.isReady()) {
            return false;
        }
        boolean onTrial = state.marks.best() >= 0
                && !state.marks.failed(state.spec.asked())
                && pod.revision == state.spec.asked()
                && state.marks.stable(pod.revision) == 0
                && !anyForLong(state, pod.revision);
        boolean trusted = setting.minReady().isZero() && !pod.history.hasFailedBefore() && !onTrial;
        return pod.isAvailable() || trusted;
    }

    private static boolean anyForLong(State state, int revision) {
        for (Pod pod : state.pods) {
            if (pod.isAvailable() && pod.revision == revision) {
                return true;
            }
        }
        return false;
    }
}
