package dev.workerapp.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.RefusedStatus;
import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.operator.Requests.Sent;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever goes wrong for ever, every try has a back-off, so that the writes per minute fall to a bound. */
@ExtendWith(ControlPlane.class)
class WritesFallToABoundTest {

    private static int number;

    private final Requests requests = new Requests();
    private final TestApp app;
    private final OperatorRun operator;
    private final Obstacles obstacles;

    WritesFallToABoundTest(ControlPlane.Running plane) {
        app = TestApp.in(plane.admin(), "bound-" + number++);
        obstacles = new Obstacles(app);
        operator = OperatorRun.in(plane, app.namespace(), requests);
    }

    @AfterEach
    void stop() {
        operator.close();
        obstacles.dropPolicy();
        app.client().namespaces().withName(app.namespace()).delete();
    }

    @Test
    void when_a_quota_has_no_room_for_any_of_many_workers() {
        obstacles.quota("pods", "0");

        app.apply("");
        app.resource().scale(180);

        assertTwoWritesATry("QuotaExceeded", "exceeded quota");
    }

    @Test
    void when_a_policy_admits_no_worker() {
        obstacles.policy("", "pods", "no pods today");
        awaitPolicy(pod(), "no pods today");

        app.apply("");

        assertTwoWritesATry("CreateRefused", "no pods today");
    }

    @Test
    void when_a_policy_admits_no_service() {
        obstacles.policy("", "services", "no services today");
        awaitPolicy(service(), "no services today");

        app.apply("");
        app.await(
                "the workers serve",
                status -> TestApp.condition(status, "Available").getStatus().equals("True"));

        awaitLongerWaits("/services/shop");
        assertThat(TestApp.condition(app.status(), "Stalled").getMessage()).contains("no services today");
    }

    @Test
    void when_a_policy_admits_no_status() {
        obstacles.policy("workerapp.dev", "workerapps/status", "UPDATE", "no status today");
        TestApp probe = app.named("probe");
        probe.apply("suspend: true");
        Awaitility.await("the policy is in force").until(() -> refusesStatus(probe));

        app.apply("");
        Awaitility.await().until(() -> app.workers().size() == 2);

        awaitLongerWaits("/workerapps/shop/status");
    }

    private static boolean refusesStatus(TestApp probe) {
        try {
            probe.resource()
                    .subresource("status")
                    .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\":{\"restarts\":1}}");
            return false;
        } catch (KubernetesClientException e) {
            return String.valueOf(e.getMessage()).contains("no status today");
        }
    }

    /** One for the worker that is refused, and one for the status, which remembers it. */
    private void assertTwoWritesATry(String reason, String words) {
        int tries = awaitTries(3);
        requests.clear();
        int later = awaitTries(tries + 2);

        assertThat(requests.writes()).hasSizeLessThanOrEqualTo(2 * (later - tries) + 1);
        assertThat(refused()).singleElement().satisfies(refused -> {
            assertThat(refused.reason()).isEqualTo(reason);
            assertThat(refused.message()).contains(words);
        });
    }

    private int awaitTries(int tries) {
        Awaitility.await(tries + " tries").until(() -> refused().stream().anyMatch(refused -> tries(refused) >= tries));
        return tries(refused().getFirst());
    }

    private List<RefusedStatus> refused() {
        return Optional.ofNullable(app.get().getStatus())
                .map(WorkerAppStatus::refused)
                .orElse(List.of());
    }

    private static int tries(RefusedStatus refused) {
        return Objects.requireNonNull(refused.tries());
    }

    /** No event comes any more; a timer is never early. */
    private void awaitLongerWaits(String path) {
        Awaitility.await("longer and longer waits for " + path).untilAsserted(() -> {
            List<Sent> tries = requests.writes(path);
            assertThat(tries).hasSizeGreaterThan(3);
            assertThat(Duration.between(
                            tries.get(tries.size() - 2).at(), tries.getLast().at()))
                    .isGreaterThan(Duration.ofSeconds(3));
        });
    }

    private void awaitPolicy(HasMetadata probe, String words) {
        Awaitility.await("the policy is in force").until(() -> {
            try {
                app.client().resource(probe).dryRun().create();
                return false;
            } catch (KubernetesClientException e) {
                return String.valueOf(e.getMessage()).contains(words);
            }
        });
    }

    private Pod pod() {
        return new PodBuilder()
                .withNewMetadata()
                .withName("probe")
                .withNamespace(app.namespace())
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("c")
                .withImage("i")
                .endContainer()
                .endSpec()
                .build();
    }

    private Service service() {
        return new ServiceBuilder()
                .withNewMetadata()
                .withName("probe")
                .withNamespace(app.namespace())
                .endMetadata()
                .withNewSpec()
                .addNewPort()
                .withPort(1)
                .endPort()
                .endSpec()
                .build();
    }
}
