package dev.workerapp.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.Names;
import dev.workerapp.crd.ReloadStatus;
import dev.workerapp.crd.WorkerAppStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The operator is stopped dead after every single write of a reload, a rollback, an undo, the replacement of one worker, the
 * stop of a slot, and a limit of crashes, one run for each, and started again: it ends in the same state, and no invariant is broken on the way.
 */
@ExtendWith(ControlPlane.class)
class CrashTest {

    /** More writes than any of these runs makes; a run in which no crash happens is the last. */
    private static final int MOST_WRITES = 60;

    private final ControlPlane.Running plane;

    CrashTest(ControlPlane.Running plane) {
        this.plane = plane;
    }

    /**
     * What happens to an app of two workers.
     *
     * @param name the app's
     * @param first before any crash
     * @param change after which every write may be the last
     * @param fewest how many workers are ready all the time
     * @param end whether all is as it must be in the end
     * @param tags of the workers in the end
     */
    private record Story(
            String name,
            Consumer<TestApp> first,
            Consumer<TestApp> change,
            int fewest,
            Predicate<TestApp> end,
            List<String> tags) {

        boolean isOver(TestApp app) {
            return end.test(app) && app.tags().equals(tags);
        }
    }

    @Test
    void a_reload_survives_the_death_of_the_operator_after_any_write() throws Exception {
        int crashes = crashAfterEachWrite(
                new Story("crash-reload", _ -> {}, app -> app.image("v2"), 2, CrashTest::isReady, List.of("v2", "v2")));

        assertThat(crashes).isGreaterThan(8);
    }

    @Test
    void a_rollback_survives_the_death_of_the_operator_after_any_write() throws Exception {
        int crashes = crashAfterEachWrite(new Story(
                "crash-rollback", _ -> {}, app -> app.image("crash"), 2, CrashTest::isRolledBack, List.of("v1", "v1")));

        assertThat(crashes).isGreaterThan(5);
    }

    @Test
    void a_request_to_undo_survives_the_death_of_the_operator_after_any_write() throws Exception {
        int crashes = crashAfterEachWrite(new Story(
                "crash-undo",
                app -> {
                    app.image("v2");
                    app.await(
                            "v2",
                            status -> status.reload() != null
                                    && "Complete".equals(status.reload().phase()));
                    app.awaitTags("v2", "v2");
                },
                app -> app.patch("{\"metadata\": {\"annotations\": {\"workerapp.dev/undo-requested-at\": \"now\"}}}"),
                2,
                CrashTest::isRolledBack,
                List.of("v1", "v1")));

        assertThat(crashes).isGreaterThan(8);
    }

    @Test
    void the_replacement_of_a_worker_survives_the_death_of_the_operator_after_any_write() throws Exception {
        int crashes = crashAfterEachWrite(new Story(
                "crash-recycle",
                _ -> {},
                app -> app.annotate(app.workers().getFirst(), Names.RECYCLE, "now"),
                2,
                app -> isReady(app) && app.workers().stream().noneMatch(CrashTest::isToBeReplaced),
                List.of("v1", "v1")));

        assertThat(crashes).isGreaterThan(2);
    }

    @Test
    void a_slot_that_is_stopped_survives_the_death_of_the_operator_after_any_write() throws Exception {
        int crashes = crashAfterEachWrite(new Story(
                "crash-stop",
                _ -> {},
                app -> app.patch("{\"metadata\": {\"annotations\": {\"workerapp.dev/stopped-slots\": \"1\"}}}"),
                1,
                app -> isReady(app) && app.says(status -> status.slots() != null),
                List.of("v1")));

        assertThat(crashes).isGreaterThan(1);
    }

    @Test
    void a_limit_of_crashes_survives_the_death_of_the_operator_after_any_write() throws Exception {
        int crashes = crashAfterEachWrite(new Story(
                "crash-limit",
                app -> app.patch("{\"spec\": {\"restartPolicy\": {\"maxRestarts\": 2, \"retrySeconds\": 0}}}"),
                app -> app.workers().forEach(plane.kubelet()::crash),
                0,
                app -> app.says(status -> "Errored".equals(status.state())
                        && status.slots() != null
                        && status.slots().size() == 2),
                List.of()));

        assertThat(crashes).isGreaterThan(4);
    }

    @Test
    void a_rollback_of_content_survives_the_death_of_the_operator_after_any_write() throws Exception {
        int crashes = crashAfterEachWrite(new Story(
                "crash-content",
                app -> {
                    behave(app, "good");
                    app.patch("""
                            {"spec": {
                              "env": [{"name": "BEHAVIOR",
                                "valueFrom": {"configMapKeyRef": {"name": "settings", "key": "behavior"}}}],
                              "reload": {"onConfigChange": "Reload",
                                "config": {"quietSeconds": 0, "minIntervalSeconds": 0}}}}
                            """);
                    app.await(
                            "it follows",
                            status -> "Complete".equals(phase(status))
                                    && copies(app).equals(List.of("good")));
                    app.awaitCondition("Ready", "True");
                },
                app -> behave(app, "crash"),
                2,
                app -> isRolledBack(app) && copies(app).equals(List.of("crash", "good")),
                List.of("v1", "v1")));

        assertThat(crashes).isGreaterThan(6);
    }

    private static void behave(TestApp app, String behavior) {
        app.putSettings(Map.of("behavior", behavior));
    }

    /** The content of the copies that there are. */
    private static List<String> copies(TestApp app) {
        return app
                .client()
                .configMaps()
                .inNamespace(app.namespace())
                .withLabel(Names.APP, app.name())
                .list()
                .getItems()
                .stream()
                .map(copy -> copy.getData().get("behavior"))
                .sorted()
                .toList();
    }

    private static String phase(WorkerAppStatus status) {
        return Stream.ofNullable(status.reload())
                .map(ReloadStatus::phase)
                .findFirst()
                .orElse("");
    }

    private static boolean isReady(TestApp app) {
        return app.says(status -> TestApp.condition(status, "Ready").getStatus().equals("True"));
    }

    private static boolean isRolledBack(TestApp app) {
        return app.says(status -> "RolledBack".equals(status.state()));
    }

    private static boolean isToBeReplaced(Pod worker) {
        return Objects.requireNonNullElse(worker.getMetadata().getAnnotations(), Map.of())
                .containsKey(Names.RECYCLE);
    }

    /** Returns after how many writes the operator was killed, once each. */
    private int crashAfterEachWrite(Story story) throws Exception {
        for (int after = 1; after < MOST_WRITES; after++) {
            TestApp app = TestApp.in(plane.admin(), story.name() + "-" + after);
            try {
                if (!crashOnce(app, after, story)) {
                    return after - 1;
                }
            } finally {
                app.client().namespaces().withName(app.namespace()).delete();
            }
        }
        throw new AssertionError("more than " + MOST_WRITES + " writes");
    }

    private boolean crashOnce(TestApp app, int after, Story story) {
        Crash crash = new Crash(after);
        app.apply("readiness: {timeoutSeconds: 20}");
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace(), crash.around(OperatorRun.API));
                PodWatch watch = ready(app, story)) {
            crash.arm();
            story.change().accept(app);
            Awaitility.await("a crash, or the end without one").until(() -> crash.happened() || story.isOver(app));
            if (!crash.happened()) {
                return false;
            }
            try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
                Awaitility.await("the end after a crash at write " + after).until(() -> story.isOver(app));
            }
            watch.assertKept();
            return true;
        }
    }

    private static PodWatch ready(TestApp app, Story story) {
        app.awaitCondition("Ready", "True");
        story.first().accept(app);
        return new PodWatch(app.client(), app.namespace(), story.fewest(), 1);
    }
}
