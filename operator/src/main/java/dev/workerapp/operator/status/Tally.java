package dev.workerapp.operator.status;

import dev.workerapp.crd.ReloadStatus;
import dev.workerapp.operator.api.ApiTimes;
import dev.workerapp.operator.termination.Termination;
import dev.workerapp.worker.stop.TerminationReport;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a reload cost: how the workers that it replaces have ended. Kept in the status and nowhere else, and carried on
 * there, also after the reload is complete, since the last worker ends after that. A worker of the reload's own revision
 * is not one that it replaces, nor is one that was asked to end before the reload began, and drained still; another one is
 * taken for one, though it may go for another reason.
 */
final class Tally {

    private Tally() {}

    /** The reload with the ends that are new. */
    static ReloadStatus with(ReloadStatus reload, Optional<ReloadStatus> before, List<Termination> terminations) {
        ReloadStatus known = before.filter(old -> isSame(old, reload)).orElse(reload);
        List<Termination> replaced = terminations.stream()
                .filter(ending -> !ending.revision().equals(reload.revision()))
                .filter(ending -> !isBefore(ending, reload))
                .toList();
        List<TerminationReport> words = replaced.stream()
                .flatMap(ending -> ending.terminationReport().stream())
                .toList();
        return reload.withEnds(
                plus(known.stopped(), replaced, _ -> 1),
                plus(known.killed(), replaced, ending -> ending.killed() ? 1 : 0),
                plus(known.drained(), words, said -> said.drained() ? 1 : 0),
                longest(known.longestDrainSeconds(), words),
                plus(known.unfinishedRequests(), words, TerminationReport::unfinished));
    }

    /** In whole seconds, as the API server tells when a pod was asked to end. */
    private static boolean isBefore(Termination ending, ReloadStatus reload) {
        return ApiTimes.parse(reload.startedAt())
                .map(began -> began.truncatedTo(ChronoUnit.SECONDS))
                .flatMap(began -> ending.askedAt().filter(asked -> asked.isBefore(began)))
                .isPresent();
    }

    private static boolean isSame(ReloadStatus before, ReloadStatus now) {
        return Objects.equals(before.startedAt(), now.startedAt()) && Objects.equals(before.revision(), now.revision());
    }

    /** Nothing at all, and not zero, while nobody has told anything. */
    private static <T> @Nullable Integer plus(@Nullable Integer before, List<T> told, ToIntFunction<T> count) {
        return told.isEmpty()
                ? before
                : Integer.valueOf(Objects.requireNonNullElse(before, 0)
                        + told.stream().mapToInt(count).sum());
    }

    /** In whole seconds, as all times here, rounded up. */
    private static @Nullable Integer longest(@Nullable Integer before, List<TerminationReport> words) {
        Optional<Integer> longest =
                words.stream().map(said -> (int) Math.ceil(said.drainSeconds())).max(Integer::compare);
        return longest.map(now -> Math.max(now, Objects.requireNonNullElse(before, 0)))
                .orElse(before);
    }
}
