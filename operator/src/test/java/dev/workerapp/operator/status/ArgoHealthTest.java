package dev.workerapp.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.cluster.Shell;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.desired.AskedStops;
import dev.workerapp.operator.desired.ConfigMarks;
import dev.workerapp.operator.desired.DesiredState;
import dev.workerapp.operator.desired.Revisions;
import dev.workerapp.operator.desired.StoredRevision;
import dev.workerapp.planner.CrashHistory;
import dev.workerapp.planner.Desired;
import dev.workerapp.planner.Observed;
import dev.workerapp.planner.Planner;
import dev.workerapp.planner.RecycleHistory;
import dev.workerapp.planner.Revision;
import dev.workerapp.planner.Worker;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.jse.JsePlatform;

/** Argo CD's health script, over statuses that the planner and the status writer make. */
class ArgoHealthTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private static final Revision OLD = revision("old", 1);
    private static final Revision NEW = revision("new", 0);

    @Test
    void an_app_that_is_as_asked_is_healthy() throws IOException {
        assertThat(health("", OLD, List.of(OLD), List.of(ready(OLD)))).isEqualTo("Healthy Ready");
    }

    @Test
    void one_that_reloads_is_progressing() throws IOException {
        assertThat(health("", NEW, List.of(OLD, NEW), List.of(ready(OLD)))).isEqualTo("Progressing Reloading");
    }

    @Test
    void so_is_one_whose_first_workers_start() throws IOException {
        assertThat(health("", NEW, List.of(NEW), List.of())).isEqualTo("Progressing Scaling");
    }

    @Test
    void one_that_is_rolled_back_is_degraded() throws IOException {
        Revision failed = NEW.failing("Worker shop-0-new crashed.");

        assertThat(health("", failed, List.of(OLD, failed), List.of(ready(OLD))))
                .isEqualTo("Degraded RolledBack");
    }

    @Test
    void so_is_one_whose_reload_has_stopped() throws IOException {
        assertThat(health(
                        "reload: {onFailure: Halt}",
                        NEW,
                        List.of(OLD, NEW),
                        List.of(ready(OLD), worker(NEW, 2, false, NOW.minusSeconds(3600)))))
                .isEqualTo("Degraded Halted");
    }

    @Test
    void one_that_is_suspended_or_paused_waits_for_a_person() throws IOException {
        assertThat(health("suspend: true", OLD, List.of(OLD), List.of())).isEqualTo("Suspended Suspended");
        assertThat(health("reload: {paused: true}", NEW, List.of(OLD, NEW), List.of(ready(OLD))))
                .startsWith("Suspended ");
    }

    @Test
    void one_that_is_not_suspended_yet_is_progressing() throws IOException {
        assertThat(health("suspend: true", OLD, List.of(OLD), List.of(ready(OLD))))
                .isEqualTo("Progressing Suspended");
    }

    @Test
    void a_status_of_an_earlier_spec_says_nothing() throws IOException {
        WorkerApp app = app("", OLD, List.of(OLD), List.of(ready(OLD)));
        app.getMetadata().setGeneration(2L);

        assertThat(run(app)).isEqualTo("Progressing");
        app.setStatus(null);
        assertThat(run(app)).isEqualTo("Progressing");
    }

    /** What the script says, and STATUS. */
    private static String health(String spec, Revision asked, List<Revision> revisions, List<Worker> workers)
            throws IOException {
        WorkerApp app = app(spec, asked, revisions, workers);
        return run(app) + " " + app.getStatus().state();
    }

    private static WorkerApp app(String spec, Revision asked, List<Revision> revisions, List<Worker> workers) {
        WorkerApp app = Serialization.unmarshal("""
                apiVersion: workerapp.dev/v1
                kind: WorkerApp
                metadata: {name: shop, namespace: default, uid: u, generation: 1}
                spec:
                  image: example/shop:1
                  port: 80
                  instances: 1
                  %s
                """.formatted(spec), WorkerApp.class);
        Desired desired = DesiredState.of(app, app.getSpec().instances(), AskedStops.by(app), asked.name());
        Observed observed = new Observed(workers, List.of(), revisions, List.of(), Optional.empty(), Optional.empty());
        app.setStatus(StatusWriter.of(
                app,
                Planner.plan(desired, observed, NOW).report(),
                new Revisions(
                        StoredRevision.render(app, Optional.empty(), ConfigMarks.NONE, "example/runtime:1", 0),
                        List.of(),
                        Optional.empty()),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                NOW));
        return app;
    }

    private static String run(WorkerApp app) throws IOException {
        Globals lua = JsePlatform.standardGlobals();
        lua.set("obj", lua(new KubernetesSerialization().convertValue(app, Map.class)));
        LuaValue health = lua.load(Files.readString(Shell.ROOT.resolve("helm/argocd/health.lua")))
                .call();
        assertThat(health.get("message").checkjstring()).isNotBlank();
        return health.get("status").checkjstring();
    }

    private static LuaValue lua(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                LuaTable table = new LuaTable();
                map.forEach((key, element) -> {
                    if (element != null) {
                        table.set(String.valueOf(key), lua(element));
                    }
                });
                yield table;
            }
            case List<?> list ->
                LuaValue.listOf(list.stream().map(element -> lua(element)).toArray(LuaValue[]::new));
            case Boolean truth -> LuaValue.valueOf(truth);
            case Number number -> LuaValue.valueOf(number.doubleValue());
            default -> LuaValue.valueOf(value.toString());
        };
    }

    private static Worker ready(Revision revision) {
        return worker(revision, 1, true, NOW.minusSeconds(3600));
    }

    private static Worker worker(Revision revision, int incarnation, boolean ready, Instant since) {
        return new Worker(
                "shop-0-" + revision.name(),
                "uid-" + incarnation,
                0,
                revision.name(),
                incarnation,
                since,
                Optional.of(since),
                ready,
                since,
                false,
                false,
                false,
                false,
                Set.of(),
                false,
                0,
                CrashHistory.NONE,
                RecycleHistory.NONE,
                Optional.empty());
    }

    private static Revision revision(String name, long stable) {
        return new Revision(name, 2 - stable, name, stable, Optional.empty(), false, "", "", "");
    }
}
