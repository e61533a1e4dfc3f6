package dev.workerapp.campaign;

import dev.workerapp.campaign.plan.Combination;
import dev.workerapp.campaign.plan.Profile;
import dev.workerapp.campaign.report.Page;
import dev.workerapp.campaign.report.Results;
import dev.workerapp.campaign.report.Row;
import dev.workerapp.campaign.report.Targets;
import dev.workerapp.campaign.systems.Priority;
import dev.workerapp.cluster.Kubernetes;
import dev.workerapp.cluster.Shell;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The long form, on a cluster of its own. */
public final class Main {

    private static final Path RESULTS = Shell.ROOT.resolve("docs/campaign/results.json");
    private static final Path PAGE = Shell.ROOT.resolve("docs/campaign/index.html");
    private static final Path SMALL_RESULTS = Shell.ROOT.resolve("target/campaign/small.json");
    private static final Path SMALL_PAGE = Shell.ROOT.resolve("target/campaign/small.html");
    private static final Campaign.Pace PACE = new Campaign.Pace(
            Duration.ofSeconds(4), Duration.ofSeconds(8), Duration.ofSeconds(4), Duration.ofSeconds(10));

    private Main() {}

    /**
     * Measures what is not in the results yet, or all of it anew.
     *
     * @param arguments {@code profile=core}; {@code only=system=workerapp,event=reload}; {@code again}: also what is in the
     *     results; {@code keep}: the cluster is used as it stands and left so; {@code seed=number}; {@code list}: names the
     *     combinations and measures nothing; {@code small}: each event once, at a low rate, with results of their own, to
     *     try whether all works; {@code minutes=30}: begins no further one after that time
     */
    public static void main(String[] arguments) {
        Arguments given = Arguments.of(List.of(arguments));
        Results results = new Results(given.small() ? SMALL_RESULTS : RESULTS);
        List<Combination> wanted = Profile.of(given.profile()).combinations().stream()
                .filter(combination -> combination.matches(given.only()))
                .map(combination -> given.small() ? combination.small() : combination)
                .distinct()
                .filter(combination -> given.again() || !results.has(combination.key()))
                .toList();
        if (given.list()) {
            wanted.forEach(combination -> System.out.println(combination.key()));
            return;
        }
        System.out.println("seed=" + given.seed() + ", " + wanted.size() + " combinations");
        Kubernetes cluster = new Kubernetes(System.getenv().getOrDefault("CLUSTER", "campaign"));
        try {
            if (!given.keep()) {
                cluster.down();
            }
            start(cluster, 2, "*");
            Priority.stepBack(cluster.shell());
            measure(new Campaign(cluster, PACE, given.seed()), wanted, results, given.minutes());
            Page.write(results.rows(), given.small() ? SMALL_PAGE : PAGE);
        } finally {
            if (!given.keep()) {
                cluster.down();
            }
        }
    }

    /** With so many nodes (two: one can be drained), and the images of the servers of this pattern. */
    static void start(Kubernetes cluster, int nodes, String servers) {
        cluster.up(nodes);
        cluster.loadImages(
                "target/images/operator.tar target/images/worker.tar target/images/bench-" + servers + ".tar");
        cluster.installOperator();
    }

    private static void measure(Campaign campaign, List<Combination> wanted, Results results, long minutes) {
        Instant begun = Instant.now();
        for (int done = 0; done < wanted.size(); done++) {
            if (Duration.between(begun, Instant.now()).toMinutes() >= minutes) {
                System.out.printf("%n%d combinations are left for another time%n", wanted.size() - done);
                return;
            }
            Combination combination = wanted.get(done);
            System.out.printf(
                    "%n%d of %d%s: %s%n", done + 1, wanted.size(), left(begun, done, wanted), combination.key());
            try {
                Row row = campaign.measure(combination);
                results.add(row);
                print(row);
            } catch (AssertionError | RuntimeException e) {
                // The others can be measured all the same; this one is still missing in the results.
                System.out.println("  not measured: " + e.getMessage());
            }
        }
    }

    /** By what the others have taken, for as much as each is expected to take. */
    private static String left(Instant begun, int done, List<Combination> all) {
        double before = all.subList(0, done).stream().mapToDouble(Main::weight).sum();
        double after =
                all.subList(done, all.size()).stream().mapToDouble(Main::weight).sum();
        long spent = Duration.between(begun, Instant.now()).toSeconds();
        long seconds = done == 0 ? (long) after : (long) (spent * after / before);
        return ", about %d min left".formatted((seconds + 59) / 60);
    }

    /** Seconds, roughly. */
    private static double weight(Combination combination) {
        return 35 + Math.max(combination.times() * 12, (double) combination.requests() / combination.rate());
    }

    private static void print(Row row) {
        System.out.printf(
                "  sent %d, failed %s; slow %d, failed %s; streams %d, cut %s%n",
                row.sent(),
                row.failed(),
                row.slow().sent(),
                row.slow().failed(),
                row.streams().sent(),
                row.streams().failed());
        System.out.printf(
                "  p50/p99 steady %.1f/%.1f ms, during %.1f/%.1f ms; seconds %s, limit %s; %d writes%n",
                row.steady().p50(),
                row.steady().p99(),
                row.during().p50(),
                row.during().p99(),
                row.seconds(),
                row.limitSeconds(),
                row.writes());
        for (Targets.Verdict verdict : Targets.of(row)) {
            System.out.printf("  %s: %s (%s)%n", verdict.met() ? "met" : "MISSED", verdict.what(), verdict.seen());
        }
        row.failures().forEach(failure -> System.out.println("  " + failure));
        if (!row.trouble().isEmpty()) {
            System.out.println("  trouble: " + row.trouble());
        }
    }

    /**
     * What is asked for.
     *
     * @param profile by its name
     * @param only words that a combination must have
     * @param again also what is in the results
     * @param keep the cluster
     * @param list instead of measuring
     * @param small each once
     * @param minutes after which no further one begins
     * @param seed of what is left to chance
     */
    record Arguments(
            String profile,
            Map<String, String> only,
            boolean again,
            boolean keep,
            boolean list,
            boolean small,
            long minutes,
            long seed) {

        static Arguments of(List<String> arguments) {
            Map<String, String> values = new LinkedHashMap<>();
            for (String argument : arguments) {
                String[] parts = argument.split("=", 2);
                values.put(parts[0], parts.length == 1 ? "" : parts[1]);
            }
            Map<String, String> only = new LinkedHashMap<>();
            for (String want : values.getOrDefault("only", "").split(",", -1)) {
                String[] parts = want.split("=", 2);
                if (parts.length == 2) {
                    only.put(parts[0], parts[1]);
                }
            }
            String seed = values.getOrDefault("seed", "");
            return new Arguments(
                    values.getOrDefault("profile", "core"),
                    only,
                    values.containsKey("again"),
                    values.containsKey("keep"),
                    values.containsKey("list"),
                    values.containsKey("small"),
                    Long.parseLong(values.getOrDefault("minutes", "100000")),
                    seed.isEmpty() ? System.currentTimeMillis() % 1_000_000 : Long.parseLong(seed));
        }
    }
}
