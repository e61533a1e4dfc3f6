package dev.workerapp.campaign;

import dev.workerapp.campaign.events.Incident;
import dev.workerapp.campaign.events.Mark;
import dev.workerapp.campaign.load.Exchange;
import dev.workerapp.campaign.load.LoadPlan;
import dev.workerapp.campaign.load.Time;
import dev.workerapp.campaign.plan.Combination;
import dev.workerapp.campaign.plan.Contender;
import dev.workerapp.campaign.plan.Event;
import dev.workerapp.campaign.report.Row;
import dev.workerapp.campaign.systems.DeploymentFleet;
import dev.workerapp.campaign.systems.Fleet;
import dev.workerapp.campaign.systems.Pm2Fleet;
import dev.workerapp.campaign.systems.Pod;
import dev.workerapp.campaign.systems.PodFleet;
import dev.workerapp.campaign.systems.WorkerAppFleet;
import dev.workerapp.cluster.Kubernetes;
import dev.workerapp.cluster.Shell;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Measures combinations on a cluster that is up. For one thread. */
final class Campaign {

    private static final String FIRST_VERSION = "v1";
    private static final int CONNECTIONS = 32;
    private static final int SLOW_MILLIS = 5000;
    private static final int LONG_REQUESTS = 2;
    private static final Path LOGS = Shell.ROOT.resolve("target/campaign");

    private final Kubernetes cluster;
    private final Pace pace;
    private final long seed;
    private int number;

    /**
     * How much time a measurement takes besides its event.
     *
     * @param settle until the workers and the clients are warm; this does not count as steady
     * @param steady before the event
     * @param after it, so that what a late ending breaks is seen too
     * @param timeout of a request
     */
    record Pace(Duration settle, Duration steady, Duration after, Duration timeout) {}

    /**
     * A campaign.
     *
     * @param seed decides on moments and victims
     */
    Campaign(Kubernetes cluster, Pace pace, long seed) {
        this.cluster = cluster;
        this.pace = pace;
        this.seed = seed;
    }

    /** Measures one. Its workers are started for it and removed after it. */
    Row measure(Combination combination) {
        String name = "campaign-" + seed + "-" + ++number;
        try (Fleet fleet = start(combination, name);
                LoadProcess load = new LoadProcess(cluster, plan(combination, fleet), LOGS.resolve(name + ".tsv"))) {
            String measuredAt = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
            long started = Time.now();
            Time.sleep(pace.settle());
            long settled = Time.now();
            Time.sleep(pace.steady());

            Incident happening = new Incident(cluster, fleet, combination, FIRST_VERSION, new Random(seed + number));
            long writes = writes(combination);
            String trouble = "";
            try {
                happening.run();
            } catch (AssertionError | IllegalStateException e) {
                trouble = String.valueOf(e.getMessage());
            }
            long written = writes(combination) - writes;

            long left = combination.requests() * 1000 / combination.rate() - (Time.now() - started) / 1000;
            Time.sleep(Duration.ofMillis(Math.max(left, pace.after().toMillis())));
            List<Exchange> exchanges = load.stop();
            List<Mark> marks = happening.marks();
            return Row.of(
                    combination,
                    measuredAt,
                    exchanges,
                    settled,
                    marks,
                    limits(combination, fleet, marks),
                    combination.system() == Contender.PM2 ? -1 : written,
                    trouble);
        }
    }

    private Fleet start(Combination combination, String name) {
        return switch (combination.system()) {
            case WORKER_APP -> started(new WorkerAppFleet(cluster, name, combination));
            case DEPLOYMENT, EXPERT_DEPLOYMENT -> started(new DeploymentFleet(cluster, name, combination));
            case PM2 -> new Pm2Fleet(cluster, combination);
        };
    }

    private static Fleet started(PodFleet fleet) {
        try {
            fleet.start(FIRST_VERSION);
            return fleet;
        } catch (AssertionError | RuntimeException e) {
            fleet.close();
            throw e;
        }
    }

    private LoadPlan plan(Combination combination, Fleet fleet) {
        // It ends by the campaign's word; the number is for a campaign that has died.
        long most = combination.requests() + combination.rate() * TimeUnit.MINUTES.toSeconds(30);
        return new LoadPlan(
                fleet.host(),
                fleet.port(),
                combination.keepAlive(),
                CONNECTIONS,
                combination.rate(),
                most,
                2,
                LONG_REQUESTS,
                SLOW_MILLIS,
                LONG_REQUESTS,
                pace.timeout());
    }

    private long writes(Combination combination) {
        return combination.system() == Contender.PM2 ? 0 : ApiWrites.count(cluster);
    }

    /** One after the other, as {@code parallel: 25%} of up to 7 workers has it: the sum of what each took to get ready. */
    private static List<Double> limits(Combination combination, Fleet fleet, List<Mark> marks) {
        if (combination.event() != Event.RELOAD || !(fleet instanceof WorkerAppFleet pods)) {
            return List.of();
        }
        return marks.stream()
                .map(mark -> pods.watch().all().stream()
                                .filter(pod -> pod.created() >= mark.from() - 1_000_000 && pod.created() <= mark.done())
                                .mapToLong(Campaign::start)
                                .sum()
                        / 1e6)
                .toList();
    }

    private static long start(Pod pod) {
        return pod.firstReady() == 0 ? 0 : pod.firstReady() - pod.created();
    }
}
