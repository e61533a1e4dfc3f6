package dev.workerapp.operator.status;

import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Report;
import dev.workerapp.planner.Report.Verdict;
import dev.workerapp.planner.Report.Word;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The planner's report of an app with something wrong beside its workers, that somebody must mend. As with the planner's
 * own verdicts, what is stalled is neither ready nor reconciling.
 */
final class ProblemReport {

    private ProblemReport() {}

    static Report report(Report report, List<Problem> problems) {
        Verdict stalled = stalled(report.stalled(), problems);
        return new Report(
                word(report.word()),
                report.instances(),
                report.ready(),
                report.updated(),
                report.available(),
                report.restarts(),
                report.stableRevision(),
                report.targetRevision(),
                report.reload(),
                report.slots(),
                report.isAvailable(),
                new Verdict(false, stalled.reason(), stalled.message()),
                new Verdict(false, Reason.AS_ASKED, ""),
                stalled);
    }

    private static Verdict stalled(Verdict planned, List<Problem> problems) {
        String messages = Stream.concat(
                        Stream.of(planned.message()).filter(_ -> planned.holds()),
                        problems.stream().map(Problem::message))
                .collect(Collectors.joining(" "));
        return new Verdict(
                true, planned.holds() ? planned.reason() : problems.getFirst().reason(), messages);
    }

    private static Word word(Word planned) {
        return switch (planned) {
            case READY, RELOADING, SCALING, DEGRADED -> Word.DEGRADED;
            case HALTED, ROLLED_BACK, SUSPENDED, ERRORED -> planned;
        };
    }
}
