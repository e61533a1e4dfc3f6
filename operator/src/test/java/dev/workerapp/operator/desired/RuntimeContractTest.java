package dev.workerapp.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.Java;
import dev.workerapp.crd.Names;
import dev.workerapp.crd.Readiness;
import dev.workerapp.crd.Shutdown;
import dev.workerapp.crd.WarmUp;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.crd.WorkerAppSpec;
import dev.workerapp.planner.Action;
import dev.workerapp.planner.CrashHistory;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.RecycleHistory;
import dev.workerapp.worker.environment.WorkerEnvironment;
import dev.workerapp.worker.environment.WorkerEnvironment.WarmUpCalls;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the schema allows, the runtime in the worker understands: from the least value of each field to the greatest. */
class RuntimeContractTest {

    @Test
    void the_least_value_of_each_field_reaches_the_runtime() throws Exception {
        int kill = min(Shutdown.class, "killTimeoutSeconds");
        int warmUp = min(WarmUp.class, "timeoutSeconds");
        int drain = min(Shutdown.class, "drainSeconds");
        int requests = min(WarmUp.class, "requests");
        int port = min(WorkerAppSpec.class, "port");
        int control = min(Java.class, "controlPort");
        int probe = min(Readiness.class, "probeTimeoutSeconds");

        WorkerEnvironment told = told(port, control, drain, kill, probe, requests, warmUp);

        assertReached(told, port, control, drain, Math.max(1, kill - 2), probe, requests, warmUp);
    }

    @Test
    void the_greatest_value_of_each_field_reaches_the_runtime() throws Exception {
        int kill = max(Shutdown.class, "killTimeoutSeconds");
        int warmUp = max(WarmUp.class, "timeoutSeconds");
        int drain = max(Shutdown.class, "drainSeconds");
        int requests = max(WarmUp.class, "requests");
        int port = max(WorkerAppSpec.class, "port");
        int control = max(Java.class, "controlPort");
        int probe = max(Readiness.class, "probeTimeoutSeconds");

        WorkerEnvironment told = told(port, control, drain, kill, probe, requests, warmUp);

        assertReached(told, port, control, drain, kill - 2, probe, requests, warmUp);
    }

    private static void assertReached(
            WorkerEnvironment told,
            int port,
            int control,
            int drain,
            int stop,
            int probe,
            int requests,
            int warmUpSeconds) {
        assertThat(told.controlPort()).hasValue(control);
        assertThat(told.token()).hasValue("its-own-token");
        assertThat(told.revision()).hasValueSatisfying(name -> assertThat(name).startsWith("shop-"));
        assertThat(told.actionToken()).hasValue(Path.of("/var/run/secrets/workerapp.dev/actions/token"));
        assertThat(told.peers()).hasValue("shop-workers.default.svc");
        assertThat(told.appPort()).hasValue(port);
        assertThat(told.drain()).hasSeconds(drain);
        assertThat(told.stop()).hasSeconds(stop);
        assertThat(told.probe()).hasSeconds(probe);
        assertThat(told.warmUp()).hasValue(new WarmUpCalls("/", requests, Duration.ofSeconds(warmUpSeconds)));
    }

    /** What the runtime reads in the pod of an app with these values. */
    private static WorkerEnvironment told(
            int port, int control, int drain, int kill, int probe, int requests, int warmUpSeconds) {
        WorkerApp app = Serialization.unmarshal(
                """
                apiVersion: workerapp.dev/v1
                kind: WorkerApp
                metadata: {name: shop, namespace: default, uid: 1-2-3}
                spec:
                  image: example/shop:1
                  port: %d
                  java: {controlPort: %d}
                  shutdown: {drainSeconds: %d, killTimeoutSeconds: %d}
                  readiness: {signal: Ready, probeTimeoutSeconds: %d, warmUp: {path: /, requests: %d, timeoutSeconds: %d}}
                """.formatted(port, control, drain, kill, probe, requests, warmUpSeconds), WorkerApp.class);
        StoredRevision revision =
                StoredRevision.render(app, Optional.empty(), ConfigMarks.NONE, "example/runtime:1", 0);
        Action.Create create =
                new Action.Create(0, revision.name(), 1, CrashHistory.NONE, RecycleHistory.NONE, Reason.EMPTY_SLOT);
        Pod pod = ActionAccess.in(app, WorkerPod.of(app, revision, create, "its-own-token"));
        Container worker = pod.getSpec().getContainers().stream()
                .filter(container -> container.getName().equals(Names.CONTAINER))
                .findFirst()
                .orElseThrow();
        return WorkerEnvironment.of(worker.getEnv().stream()
                .filter(variable -> variable.getValue() != null)
                .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue)));
    }

    private static int min(Class<?> type, String field) throws NoSuchFieldException {
        return (int) annotated(type, field).getAnnotation(Min.class).value();
    }

    private static int max(Class<?> type, String field) throws NoSuchFieldException {
        return (int) annotated(type, field).getAnnotation(Max.class).value();
    }

    private static Field annotated(Class<?> type, String field) throws NoSuchFieldException {
        return type.getDeclaredField(field);
    }
}
