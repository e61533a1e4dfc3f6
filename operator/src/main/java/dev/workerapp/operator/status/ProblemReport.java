package dev.workerapp.operator.status;

import dev.workerapp.operator.api.Sentences;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Report;
import dev.workerapp.planner.Report.Verdict;
import dev.workerapp.planner.Report.Word;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The planner's report of an app with something wrong beside its workers. What somebody must mend makes it stalled; what the
 * API server may do at the next try makes it reconciling. As with the planner's own verdicts, at most one of the two is
 * true, and the app is not ready.
 */
final class ProblemReport {

    private ProblemReport() {}

    static Report report(Report report, List<Problem> problems) {
        boolean retried = !report.stalled().holds() && problems.stream().allMatch(ProblemReport::isRetried);
        Verdict said = retried ? said(report.reconciling(), problems) : said(report.stalled(), problems);
        Verdict no = new Verdict(false, Reason.AS_ASKED, "");
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
                report.schedule(),
                report.slots(),
                report.isAvailable(),
                new Verdict(false, said.reason(), said.message()),
                retried ? said : no,
                retried ? no : said);
    }

    /** Whether the next try may do without anybody's help. */
    static boolean isRetried(Problem problem) {
        return problem.reason() == Reason.SERVER_ERROR;
    }

    private static Verdict said(Verdict planned, List<Problem> problems) {
        String messages = Stream.concat(
                        Stream.of(planned.message()).filter(_ -> planned.holds()),
                        problems.stream().map(Problem::message))
                .map(Sentences::end)
                .collect(Collectors.joining(" "));
        return new Verdict(
                true, planned.holds() ? planned.reason() : problems.getFirst().reason(), messages);
    }

    private static Word word(Word planned) {
        return switch (planned) {
            case READY, RELOADING, SCALING, DEGRADED -> Word.DEGRADED;
            case HALTED, ROLLED_BACK, ERRORED, SUSPENDED -> planned;
        };
    }
}
