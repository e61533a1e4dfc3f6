package dev.workerapp.operator.status;

import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Report;
import dev.workerapp.planner.Report.Verdict;
import dev.workerapp.planner.Report.Word;
import dev.workerapp.planner.Trouble;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The planner's report of an app with something wrong beside its workers, that somebody must mend. As with the planner's
 * own verdicts, what is stalled is neither ready nor reconciling.
 */
final class Troubled {

    private Troubled() {}

    static Report report(Report report, List<Trouble> troubles) {
        Verdict stalled = stalled(report.stalled(), troubles);
        return new Report(
                word(report.word()),
                report.instances(),
                report.ready(),
                report.updated(),
                report.available(),
                report.restarts(),
                report.currentRevision(),
                report.targetRevision(),
                report.reload(),
                report.slots(),
                report.isAvailable(),
                new Verdict(false, stalled.reason(), stalled.message()),
                new Verdict(false, Reason.AS_ASKED, ""),
                stalled);
    }

    private static Verdict stalled(Verdict planned, List<Trouble> troubles) {
        String messages = Stream.concat(
                        Stream.of(planned.message()).filter(_ -> planned.holds()),
                        troubles.stream().map(Trouble::message))
                .collect(Collectors.joining(" "));
        return new Verdict(
                true, planned.holds() ? planned.reason() : troubles.getFirst().reason(), messages);
    }

    private static Word word(Word planned) {
        return switch (planned) {
            case READY, RELOADING, SCALING, DEGRADED -> Word.DEGRADED;
            case HALTED, ROLLED_BACK, SUSPENDED, ERRORED -> planned;
        };
    }
}
