package dev.workerapp.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.operator.config.Kind;
import dev.workerapp.operator.connection.Connection;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** When the API server does not do what it is asked, or is away: it takes longer, and that is all. */
@ExtendWith(ControlPlane.class)
class FaultsTest {

    /** As the chart names it after the release. */
    private static final String LEASE = "workerapp";

    private final ControlPlane.Running plane;

    FaultsTest(ControlPlane.Running plane) {
        this.plane = plane;
    }

    @Test
    void the_operator_goes_on_when_the_api_server_comes_back() throws IOException {
        TestApp app = TestApp.in(plane.admin(), "away");
        app.apply("");
        try (OperatorRun _ = OperatorRun.in(plane, app.namespace())) {
            app.awaitCondition("Ready", "True");

            plane.restartApiServer();
            Awaitility.await().untilAsserted(() -> {
                app.image("v2");
                assertThat(app.get().getSpec().image()).isEqualTo("example/shop:v2");
            });

            app.awaitTags("v2", "v2");
            app.awaitCondition("Ready", "True");
        }
        app.client().namespaces().withName(app.namespace()).delete();
    }

    @Test
    @SuppressWarnings("try") // it is the close of the leader that is tried
    void of_two_operators_one_leads_and_the_other_follows_when_it_stops() throws IOException {
        TestApp app = TestApp.in(plane.admin(), "leader");
        try (Connection first = plane.leasedConnection();
                Connection second = plane.leasedConnection();
                OperatorProcess leader = OperatorProcess.start(leading(app, "one"), first)) {
            Awaitility.await().until(() -> holder(app).startsWith("one_"));
            try (OperatorProcess _ = OperatorProcess.start(leading(app, "two"), second)) {
                app.apply("");
                app.awaitCondition("Ready", "True");
                assertThat(holder(app)).startsWith("one_");

                leader.close();

                Awaitility.await().until(() -> holder(app).startsWith("two_"));
                app.image("v2");
                app.awaitTags("v2", "v2");
            }
        }
        app.client().namespaces().withName(app.namespace()).delete();
    }

    @Test
    void an_operator_for_one_namespace_needs_no_more_than_the_roles_that_the_chart_gives_it_there() throws IOException {
        TestApp app = TestApp.in(plane.admin(), "namespaced");
        Settings settings = new Settings(
                Set.of(app.namespace()),
                Optional.of(LEASE),
                Optional.of(app.namespace()),
                "one",
                false,
                "example/runtime:1",
                0,
                Optional.empty(),
                Set.of(Kind.CONFIG_MAP),
                10,
                Optional.empty());
        try (Connection connection = plane.namespacedConnection(app.namespace());
                OperatorProcess _ = OperatorProcess.start(settings, connection)) {
            app.apply("");
            app.awaitCondition("Ready", "True");
            assertThat(holder(app)).startsWith("one_");

            app.image("v2");
            app.awaitTags("v2", "v2");
            app.awaitCondition("Ready", "True");
        }
        assertThat(holder(app)).isEmpty();
        app.client().namespaces().withName(app.namespace()).delete();
    }

    @Test
    void an_operator_whose_informers_are_dead_is_not_ready() {
        TestApp app = TestApp.in(plane.admin(), "dead-informers");
        try (OperatorRun operator = OperatorRun.in(plane, app.namespace())) {
            Awaitility.await().until(() -> operator.get("/readyz").statusCode() == 200);

            operator.client().close();

            Awaitility.await().untilAsserted(() -> {
                assertThat(operator.get("/readyz").statusCode()).isEqualTo(503);
                assertThat(operator.get("/readyz").body()).contains("no namespace is watched");
            });
            assertThat(operator.get("/healthz").statusCode()).isEqualTo(200);
        }
        app.client().namespaces().withName(app.namespace()).delete();
    }

    private static Settings leading(TestApp app, String identity) {
        return new Settings(
                Set.of(app.namespace()),
                Optional.of(LEASE),
                Optional.of(app.namespace()),
                identity,
                true,
                "example/runtime:1",
                0,
                Optional.empty(),
                Set.of(Kind.CONFIG_MAP),
                10,
                Optional.empty());
    }

    private static String holder(TestApp app) {
        return Optional.ofNullable(app.client()
                        .leases()
                        .inNamespace(app.namespace())
                        .withName(LEASE)
                        .get())
                .map(lease -> lease.getSpec().getHolderIdentity())
                .orElse("");
    }
}
