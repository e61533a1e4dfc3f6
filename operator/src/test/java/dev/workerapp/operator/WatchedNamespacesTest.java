package dev.workerapp.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.operator.config.Kind;
import dev.workerapp.operator.connection.Connection;
import dev.workerapp.operator.lease.WriteGate;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An operator for some namespaces: what happens to one of them is nothing to the others. */
@ExtendWith(ControlPlane.class)
class WatchedNamespacesTest {

    private final ControlPlane.Running plane;

    WatchedNamespacesTest(ControlPlane.Running plane) {
        this.plane = plane;
    }

    @Test
    void an_operator_that_starts_again_or_lists_again_writes_nothing_in_either_of_two_namespaces() {
        TestApp one = TestApp.in(plane.admin(), "two-a");
        TestApp two = TestApp.in(plane.admin(), "two-b");
        Set<String> namespaces = Set.of(one.namespace(), two.namespace());
        one.apply("");
        two.apply("");
        try (OperatorRun _ = OperatorRun.in(plane, namespaces, OperatorRun.API)) {
            one.awaitCondition("Ready", "True");
            two.awaitCondition("Ready", "True");
        }
        List<String> uids = uids(one, two);
        WriteLog log = new WriteLog();

        try (OperatorRun _ = OperatorRun.in(plane, namespaces, log.around(OperatorRun.API))) {
            Awaitility.await().until(() -> log.namespaces().equals(namespaces));
            // Versions from before the restart are too old for the server's cache, so that all informers list again.
            plane.restartApiServer();
            Awaitility.await().untilAsserted(() -> one.patch("{\"spec\":{\"reload\":{\"paused\":true}}}"));
            two.patch("{\"spec\":{\"reload\":{\"paused\":true}}}");
            one.await("both are seen again", _ -> true);
            two.await("both are seen again", _ -> true);
        }

        assertThat(uids(one, two)).containsExactlyInAnyOrderElementsOf(uids);
        // The status names the generation.
        assertThat(log.writes()).containsOnly("status").hasSize(2);
        delete(one, two);
    }

    @Test
    void a_namespace_without_its_role_or_that_is_deleted_takes_no_other_with_it_and_comes_back() throws IOException {
        TestApp system = TestApp.in(plane.admin(), "some-system");
        TestApp stays = TestApp.in(plane.admin(), "some-stays");
        TestApp loses = TestApp.in(plane.admin(), "some-loses");
        TestApp goes = TestApp.in(plane.admin(), "some-goes");
        String[] names = {stays.namespace(), loses.namespace(), goes.namespace()};
        roles(system, names).forEach(item -> plane.admin().resource(item).create());

        try (Connection connection = Connection.to(plane.namespaced(system.namespace()), WriteGate.open());
                OperatorProcess process = OperatorProcess.start(settings(system, names), connection)) {
            OperatorRun operator = new OperatorRun(process, connection.client());
            for (TestApp app : List.of(stays, loses, goes)) {
                app.apply("");
                app.awaitCondition("Ready", "True");
            }

            binding(system, loses).forEach(item -> plane.admin().resource(item).delete());
            plane.admin().namespaces().withName(goes.namespace()).delete();
            Awaitility.await()
                    .until(() -> plane.admin()
                                    .namespaces()
                                    .withName(goes.namespace())
                                    .get()
                            == null);
            // A watch that is open outlives its role.
            plane.restartApiServer();

            Awaitility.await()
                    .untilAsserted(() -> assertThat(operator.get("/metrics").body())
                            .contains("workerapp_namespace_unwatched{namespace=\"some-stays\"} 0")
                            .contains("workerapp_namespace_unwatched{namespace=\"some-loses\"} 1")
                            .contains("workerapp_namespace_unwatched{namespace=\"some-goes\"} 1"));
            assertThat(operator.get("/readyz").statusCode()).isEqualTo(200);
            stays.image("v2");
            stays.awaitTags("v2", "v2");

            binding(system, loses).forEach(item -> plane.admin().resource(item).create());
            TestApp again = TestApp.in(plane.admin(), goes.namespace());
            roles(system, goes.namespace())
                    .forEach(item -> plane.admin().resource(item).create());
            again.apply("");
            loses.image("v2");
            again.awaitCondition("Ready", "True");
            loses.awaitTags("v2", "v2");
        }
        delete(system, stays, loses, goes);
    }

    @Test
    void a_namespace_that_is_not_there_yet_is_watched_when_it_is() throws IOException {
        TestApp system = TestApp.in(plane.admin(), "early-system");
        TestApp later = new TestApp(plane.admin(), "early-later", TestApp.NAME);

        try (Connection connection = Connection.to(plane.namespaced(system.namespace()), WriteGate.open());
                OperatorProcess process = OperatorProcess.start(settings(system, later.namespace()), connection)) {
            OperatorRun operator = new OperatorRun(process, connection.client());
            assertThat(operator.get("/readyz").statusCode()).isEqualTo(503);
            assertThat(operator.get("/readyz").body())
                    .contains("no namespace is watched")
                    .contains("early-later: ")
                    .contains("is forbidden");
            assertThat(operator.get("/healthz").statusCode()).isEqualTo(200);

            TestApp.in(plane.admin(), later.namespace());
            roles(system, later.namespace())
                    .forEach(item -> plane.admin().resource(item).create());
            later.apply("");

            later.awaitCondition("Ready", "True");
            assertThat(operator.get("/readyz").statusCode()).isEqualTo(200);
        }
        delete(system, later);
    }

    private static Settings settings(TestApp system, String... names) {
        return new Settings(
                Set.of(names),
                Optional.empty(),
                Optional.of(system.namespace()),
                "test",
                false,
                "example/runtime:1",
                0,
                Optional.empty(),
                Set.of(Kind.CONFIG_MAP),
                10,
                Optional.empty());
    }

    /** The roles and bindings in the watched namespaces. */
    private Stream<HasMetadata> roles(TestApp system, String... names) {
        return plane.namespacedRoles(system.namespace(), names).filter(item -> Stream.of(names)
                .anyMatch(name -> name.equals(item.getMetadata().getNamespace())));
    }

    private Stream<HasMetadata> binding(TestApp system, TestApp app) {
        return roles(system, app.namespace()).filter(item -> item instanceof RoleBinding);
    }

    private static List<String> uids(TestApp... apps) {
        return Stream.of(apps)
                .flatMap(app -> app.workers().stream())
                .map(pod -> pod.getMetadata().getUid())
                .toList();
    }

    private static void delete(TestApp... apps) {
        Stream.of(apps)
                .forEach(app ->
                        app.client().namespaces().withName(app.namespace()).delete());
    }
}
