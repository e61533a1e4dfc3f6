package dev.workerapp.campaign.report;

import dev.workerapp.campaign.plan.Contender;
import dev.workerapp.campaign.plan.Event;
import dev.workerapp.campaign.plan.Variant;
import java.util.ArrayList;
import java.util.List;

/** What the project has set out to reach. Times depend on the machine, so no test asserts them. */
public final class Targets {

    private static final double P99_FACTOR = 1.5;
    private static final double OVER_LIMIT = 1.1;

    private Targets() {}

    /**
     * A target and how it went.
     *
     * @param what in words
     * @param met whether it was reached
     * @param seen the figures
     */
    public record Verdict(String what, boolean met, String seen) {}

    /** Those that can be told from one row. */
    public static List<Verdict> of(Row row) {
        List<Verdict> verdicts = new ArrayList<>();
        if (row.promised()) {
            String lost =
                    "%d of %d".formatted(row.lost(), row.sent() + row.slow().sent());
            verdicts.add(new Verdict("no request lost", row.lost() == 0, lost));
        }
        // Where no stream met a worker that left, nothing is shown.
        if (row.promised()
                && row.runtime().equals(Variant.LIBRARY.toString())
                && row.streams().sent() > 0) {
            long cut = row.streams().failedSum();
            verdicts.add(new Verdict(
                    "streams end properly",
                    cut == 0,
                    "%d of %d cut".formatted(cut, row.streams().sent())));
        }
        if (isWorkerApp(row) && row.event().equals(Event.WORKER_KILLED.toString())) {
            verdicts.add(new Verdict(
                    "a killed worker loses what was in flight in it, and nothing else",
                    row.lost() == row.lostByKill().getOrDefault(LostByKill.IN_FLIGHT, 0L),
                    row.lostByKill().toString()));
        }
        if (isReload(row)) {
            verdicts.addAll(reload(row));
        }
        return verdicts;
    }

    private static List<Verdict> reload(Row row) {
        List<Verdict> verdicts = new ArrayList<>();
        double during = row.during().p99();
        double steady = row.steady().p99();
        verdicts.add(new Verdict(
                "p99 during a reload ≤ 1.5 × steady",
                during <= P99_FACTOR * steady,
                "%.1f ms, steady %.1f ms".formatted(during, steady)));
        double seconds = mean(row.seconds());
        double limit = mean(row.limitSeconds());
        verdicts.add(new Verdict(
                "reload within 10 % of its limit",
                seconds <= OVER_LIMIT * limit, "%.1f s, limit %.1f s".formatted(seconds, limit)));
        return verdicts;
    }

    /** Those that set one row beside another: the same image, the same clients, the same surge. */
    public static List<Verdict> across(List<Row> rows) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Row mine : rows) {
            rows.stream()
                    .filter(other -> isReload(mine) && isSameUnderExpert(mine, other))
                    .map(other -> new Verdict(
                            "reload takes no longer than the Deployment's at equal surge: " + mine.key(),
                            mean(mine.seconds()) <= mean(other.seconds()),
                            "%.1f s, Deployment %.1f s".formatted(mean(mine.seconds()), mean(other.seconds()))))
                    .forEach(verdicts::add);
        }
        return verdicts;
    }

    private static boolean isReload(Row row) {
        return isWorkerApp(row) && row.event().equals(Event.RELOAD.toString());
    }

    private static boolean isSameUnderExpert(Row mine, Row other) {
        return other.system().equals(Contender.EXPERT_DEPLOYMENT.toString())
                && other.event().equals(mine.event())
                && other.server().equals(mine.server())
                && other.runtime().equals(mine.runtime())
                && other.client().equals(mine.client())
                && other.instances() == mine.instances();
    }

    private static boolean isWorkerApp(Row row) {
        return row.system().equals(Contender.WORKER_APP.toString());
    }

    /** 0 of nothing. */
    static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }
}
