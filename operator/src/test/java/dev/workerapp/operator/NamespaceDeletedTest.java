package dev.workerapp.operator;

import static dev.workerapp.operator.TestApp.condition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.WorkerAppStatus;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** In a namespace that is being deleted, workers are deleted while their app is still there: they are not created again. */
@ExtendWith(ControlPlane.class)
class NamespaceDeletedTest {

    /** The first create that is refused, and one that was under way. */
    private static final int MOST_CREATES = 2;

    /** Two workers: what their ends change in the status, their Events, and why the app is left alone. */
    private static final int MOST_WRITES = 12;

    private final ControlPlane.Running plane;
    private final Requests requests = new Requests();

    NamespaceDeletedTest(ControlPlane.Running plane) {
        this.plane = plane;
    }

    @Test
    void an_app_whose_namespace_is_being_deleted_says_so_once_and_is_left_alone() {
        TestApp app = TestApp.in(plane.admin(), "deleted");
        Obstacles obstacles = new Obstacles(app);
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace(), requests)) {
            app.apply("");
            app.awaitCondition("Ready", "True");
            obstacles.policy("workerapp.dev", "workerapps", "DELETE", "the app stays for now");
            Awaitility.await("the policy is in force").until(() -> refusesDeletion(app));
            requests.clear();

            app.client().namespaces().withName(app.namespace()).delete();
            WorkerAppStatus status = app.awaitCondition("Stalled", "True");
            assertThat(condition(status, "Stalled").getReason()).isEqualTo("NamespaceTerminating");
            assertThat(condition(status, "Stalled").getMessage()).contains("is being terminated");
            obstacles.dropPolicy();

            Awaitility.await("the namespace is gone")
                    .until(() ->
                            app.client().namespaces().withName(app.namespace()).get() == null);
            assertThat(requests.creates("pods")).isLessThanOrEqualTo(MOST_CREATES);
            assertThat(requests.writes()).hasSizeLessThanOrEqualTo(MOST_WRITES);
        }
    }

    private static boolean refusesDeletion(TestApp app) {
        try {
            app.resource().dryRun().delete();
            return false;
        } catch (KubernetesClientException e) {
            return String.valueOf(e.getMessage()).contains("the app stays for now");
        }
    }
}
