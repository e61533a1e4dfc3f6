package dev.workerapp.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.WorkerAppStatus;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the operator sends and how often it looks while many workers are replaced at once; bench/writes measures the same on
 * more workers, and the CPU.
 */
@ExtendWith(ControlPlane.class)
class CostOfReloadTest {

    private static final int APPS = 4;
    private static final int INSTANCES = 10;
    private static final int WORKERS = APPS * INSTANCES;

    private static final double MOST_WRITES = 3.25;
    private static final double MOST_PASSES = 4;

    /** A busy machine spreads what happens over more passes, so of several reloads one has to be as cheap. */
    private static final int TRIES = 5;

    private final List<TestApp> apps;
    private final Requests requests = new Requests();
    private final OperatorRun operator;

    CostOfReloadTest(ControlPlane.Running plane) {
        TestApp first = TestApp.in(plane.admin(), "cost");
        apps = IntStream.range(0, APPS)
                .mapToObj(number -> first.named("shop-" + number))
                .toList();
        operator = OperatorRun.in(plane, first.namespace(), requests);
    }

    @AfterEach
    void stop() {
        operator.close();
        TestApp app = apps.getFirst();
        app.client().namespaces().withName(app.namespace()).delete();
    }

    /**
     * For each replaced worker.
     *
     * @param writes all requests but reads: the pod's creation and deletion, and each one's share of a revision and its
     *     mark, of the status and of Events
     * @param events those of them that write Events
     */
    private record Cost(double writes, double events, double passes) {

        boolean isLow() {
            return writes <= MOST_WRITES && passes <= MOST_PASSES;
        }
    }

    @Test
    void a_burst_of_replaced_workers_costs_few_writes_and_passes() {
        apps.forEach(app -> app.apply(""));
        apps.forEach(app -> app.resource().scale(INSTANCES));
        apps.forEach(
                app -> app.await("all workers are available", status -> Objects.equals(status.available(), INSTANCES)));
        List<Cost> costs = new ArrayList<>();

        do {
            costs.add(reload(costs.size()));
        } while (costs.size() < TRIES && !costs.getLast().isLow());

        System.out.printf("For each replaced worker: %s%n", costs);
        assertThat(costs).anyMatch(Cost::isLow);
    }

    private Cost reload(int number) {
        List<String> old = names();
        double passes = passes();
        requests.clear();
        apps.forEach(app -> app.image("v" + (number + 2)));
        apps.forEach(app -> app.await("reloaded, and all old workers are gone", CostOfReloadTest::isOver));
        awaitEvents("Outdated", names());
        awaitEvents("Replaced", old);
        long events = requests.writes("/events").size();
        return new Cost(
                (double) requests.writes().size() / WORKERS, (double) events / WORKERS, (passes() - passes) / WORKERS);
    }

    private List<String> names() {
        return apps.stream()
                .flatMap(app -> app.workers().stream())
                .map(pod -> pod.getMetadata().getName())
                .toList();
    }

    /** Until an Event for this reason names each of these pods. */
    private void awaitEvents(String reason, List<String> pods) {
        TestApp app = apps.getFirst();
        Awaitility.await(reason).untilAsserted(() -> {
            String notes = app.events(reason).map(Event::getNote).collect(Collectors.joining("\n"));
            assertThat(pods).allMatch(notes::contains);
        });
    }

    private static boolean isOver(WorkerAppStatus status) {
        return status.reload() != null
                && "Complete".equals(status.reload().phase())
                && Objects.equals(status.reload().stopped(), INSTANCES);
    }

    private double passes() {
        return operator.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("workerapp_pass_seconds_count"))
                .mapToDouble(line -> Double.parseDouble(line.replaceFirst(".* ", "")))
                .sum();
    }
}
