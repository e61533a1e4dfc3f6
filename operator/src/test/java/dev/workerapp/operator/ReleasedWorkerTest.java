package dev.workerapp.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.Names;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A person takes a worker out of the app by its label, for a look inside. */
@ExtendWith(ControlPlane.class)
class ReleasedWorkerTest {

    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    private final Requests requests = new Requests();
    private final TestApp app;
    private final OperatorRun operator;

    ReleasedWorkerTest(ControlPlane.Running plane) {
        app = TestApp.in(plane.admin(), "released");
        operator = OperatorRun.in(plane, app.namespace(), requests);
    }

    @AfterEach
    void stop() {
        operator.close();
        app.client().namespaces().withName(app.namespace()).delete();
    }

    @Test
    void it_is_left_alone_and_its_slot_is_filled_again() {
        app.apply("");
        app.awaitCondition("Ready", "True");
        Pod first = app.workers().getFirst();
        requests.clear();

        release(first);
        awaitNewWorkerIn(slot(first));
        // Its successor is released as well, and so on: each time one more name is taken.
        Pod second = inSlot(slot(first));
        release(second);
        awaitNewWorkerIn(slot(first));

        app.awaitCondition("Ready", "True");
        assertThat(requests.creates("pods"))
                .as("a name that is taken, one that is free; two that are taken, one that is free")
                .isEqualTo(2 + 3);
        for (Pod released : List.of(first, second)) {
            Pod now = Optional.ofNullable(app.client().resource(released).get()).orElseThrow();
            assertThat(now.getMetadata().getUid())
                    .isEqualTo(released.getMetadata().getUid());
            assertThat(now.getMetadata().getDeletionTimestamp()).isNull();
            assertThat(now.getMetadata().getLabels()).doesNotContainKey(Names.APP);
        }
    }

    private void release(Pod worker) {
        app.client().resource(worker).patch(MERGE, "{\"metadata\":{\"labels\":{\"" + Names.APP + "\":null}}}");
    }

    private void awaitNewWorkerIn(String slot) {
        Awaitility.await("slot " + slot + " is filled again").untilAsserted(() -> assertThat(app.workers())
                .filteredOn(worker -> slot(worker).equals(slot))
                .hasSize(1));
        app.awaitCondition("Ready", "True");
    }

    private Pod inSlot(String slot) {
        return app.workers().stream()
                .filter(worker -> slot(worker).equals(slot))
                .findFirst()
                .orElseThrow();
    }

    private static String slot(Pod pod) {
        return Objects.requireNonNull(pod.getMetadata().getLabels().get(Names.SLOT));
    }
}
