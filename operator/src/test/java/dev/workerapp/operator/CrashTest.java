package dev.workerapp.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.WorkerAppStatus;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The operator is stopped dead after every single write of a reload, of a rollback, and of a request to undo, one run for each, and started
 * again: it ends in the same state, and no invariant is broken on the way.
 */
@ExtendWith(ControlPlane.class)
class CrashTest {

    /** More writes than any of these runs makes; a run in which no crash happens is the last. */
    private static final int MOST_WRITES = 60;

    private final ControlPlane.Running plane;

    CrashTest(ControlPlane.Running plane) {
        this.plane = plane;
    }

    @Test
    void a_reload_survives_the_death_of_the_operator_after_any_write() throws Exception {
        int crashes = crashAfterEachWrite(
                "crash-reload",
                _ -> {},
                app -> app.image("v2"),
                status -> TestApp.condition(status, "Ready").getStatus().equals("True"),
                "v2",
                "v2");

        assertThat(crashes).isGreaterThan(8);
    }

    @Test
    void a_rollback_survives_the_death_of_the_operator_after_any_write() throws Exception {
        int crashes = crashAfterEachWrite(
                "crash-rollback",
                _ -> {},
                app -> app.image("crash"),
                status -> "RolledBack".equals(status.state()),
                "v1",
                "v1");

        assertThat(crashes).isGreaterThan(5);
    }

    @Test
    void a_request_to_undo_survives_the_death_of_the_operator_after_any_write() throws Exception {
        int crashes = crashAfterEachWrite(
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
                status -> "RolledBack".equals(status.state()),
                "v1",
                "v1");

        assertThat(crashes).isGreaterThan(8);
    }

    /** Returns after how many writes the operator was killed, once each. */
    private int crashAfterEachWrite(
            String name,
            Consumer<TestApp> first,
            Consumer<TestApp> change,
            Predicate<WorkerAppStatus> end,
            String... tags)
            throws Exception {
        for (int after = 1; after < MOST_WRITES; after++) {
            TestApp app = TestApp.in(plane.admin(), name + "-" + after);
            try {
                if (!crashOnce(app, after, first, change, end, tags)) {
                    return after - 1;
                }
            } finally {
                app.client().namespaces().withName(app.namespace()).delete();
            }
        }
        throw new AssertionError("more than " + MOST_WRITES + " writes");
    }

    private boolean crashOnce(
            TestApp app,
            int after,
            Consumer<TestApp> first,
            Consumer<TestApp> change,
            Predicate<WorkerAppStatus> end,
            String... tags) {
        Crash crash = new Crash(after);
        app.apply("readiness: {timeoutSeconds: 20}");
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace(), crash.around(OperatorRun.API));
                PodWatch watch = ready(app, first)) {
            crash.arm();
            change.accept(app);
            Awaitility.await("a crash, or the end without one")
                    .until(() ->
                            crash.happened() || (app.says(end) && app.tags().equals(List.of(tags))));
            if (!crash.happened()) {
                return false;
            }
            try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
                app.await("the end after a crash at write " + after, end);
                app.awaitTags(tags);
            }
            watch.assertKept();
            return true;
        }
    }

    private static PodWatch ready(TestApp app, Consumer<TestApp> first) {
        app.awaitCondition("Ready", "True");
        first.accept(app);
        return new PodWatch(app.client(), app.namespace(), 2, 1);
    }
}
