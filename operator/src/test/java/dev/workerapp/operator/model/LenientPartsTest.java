package dev.workerapp.operator.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.desired.Revisions;
import dev.workerapp.operator.desired.StoredRevision;
import dev.workerapp.planner.Revision;
import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One object that can't be read ends neither a list nor a watch, and the app says what is wrong. */
class LenientPartsTest {

    /** A spec that can't be used, and why. */
    static final List<Arguments> SPECS = List.of(
            Arguments.of("{'reload': {'partition': 3000000000}}", "spec.reload.partition: 3000000000 is out of range."),
            Arguments.of("{'reload': {'partition': 1001}}", "spec.reload.partition: 1001 is not between 0 and 1000."),
            Arguments.of("{'instances': 2000000000}", "spec.instances: 2000000000 is not between 0 and 1000."),
            Arguments.of(
                    "{'readiness': {'warmUp': {'path': '/', 'requests': 0}}}",
                    "spec.readiness.warmUp.requests: 0 is not between 1 and 1000000."),
            Arguments.of(
                    "{'reload': {'parallel': 9999999999}}",
                    "spec.reload.parallel: either integer or string value needs to be provided."),
            Arguments.of(
                    "{'reload': {'parallel': 'all'}}",
                    "spec.reload: reload.parallel: give a number of workers from 1 to 1000, or a percentage from 1% to"
                            + " 100%."),
            Arguments.of(
                    "{'disruption': {'maxUnavailable': -1}}",
                    "spec.disruption: disruption.maxUnavailable: give a number of workers from 0 to 1000, or a percentage"
                            + " from 0% to 100%."),
            Arguments.of(
                    "{'resources': {'requests': {'cpu': ''}}}",
                    "spec.resources.requests.cpu: invalid quantity string format passed."),
            Arguments.of(
                    "{'readiness': {'signal': 'Luck', 'port': 1}}",
                    "spec.readiness.signal: \"Luck\" is none of Listen, HTTP, Probe, Ready."),
            Arguments.of("{'port': 'http'}", "spec.port: \"http\" is not a whole number."),
            Arguments.of("{'port': {'a': [1, {'b': 2}]}}", "spec.port: it is not a whole number."),
            Arguments.of("{'command': 'run'}", "spec.command: it is not a list."),
            Arguments.of("{'env': [{'name': 'A'}, 7]}", "spec.env[1]: it is not an object with fields."),
            Arguments.of(
                    "{'podTemplate': {'spec': {'priority': 99999999999, 'containers': [{'name': 'a'}]}}}",
                    "spec.podTemplate.spec.priority: 99999999999 is out of range."),
            Arguments.of("'shop:1'", "spec: it is not an object with fields."),
            Arguments.of("[]", "spec: it is not an object with fields."),
            Arguments.of("null", "spec: it is missing."));

    private static String app(String name, String spec) {
        return ("{'apiVersion': 'workerapp.dev/v1', 'kind': 'WorkerApp', 'metadata': {'name': '%s', 'namespace': 'a'},"
                        + " 'spec': %s, 'status': {'ready': 3}}")
                .formatted(name, spec)
                .replace('\'', '"');
    }

    private static <T extends HasMetadata> List<T> list(
            TypeReference<DefaultKubernetesResourceList<T>> type, String... items) {
        return Model.JSON
                .unmarshal(
                        "{\"metadata\": {\"resourceVersion\": \"7\"}, \"items\": [" + String.join(", ", items) + "]}",
                        type)
                .getItems();
    }

    @ParameterizedTest
    @FieldSource("SPECS")
    void the_other_apps_of_a_list_are_read(String spec, String why) {
        List<WorkerApp> apps = list(
                new TypeReference<>() {},
                app("before", "{'port': 8080}"),
                app("bad", spec),
                app("after", "{'port': 8081}"));

        assertThat(apps)
                .extracting(WorkerApp::unreadable)
                .map(problem -> problem.orElse(""))
                .containsExactly("", why, "");
        assertThat(apps).extracting(app -> app.getMetadata().getName()).containsExactly("before", "bad", "after");
        assertThat(apps).allSatisfy(app -> assertThat(app.getStatus().ready()).isEqualTo(3));
        assertThat(apps.getLast().getSpec().port()).isEqualTo(8081);
    }

    @ParameterizedTest
    @FieldSource("SPECS")
    void a_watch_goes_on(String spec, String why) {
        WatchEvent event = Model.JSON.unmarshal(
                "{\"type\": \"MODIFIED\", \"object\": " + app("bad", spec) + "}", WatchEvent.class);

        WorkerApp app = (WorkerApp) event.getObject();
        assertThat(app.unreadable()).contains(why);
        assertThat(app.getStatus().ready()).isEqualTo(3);
    }

    @Test
    void a_status_that_can_not_be_read_is_none() {
        WorkerApp app = Model.JSON.unmarshal(
                app("shop", "{'port': 8080}").replace("\"ready\": 3", "\"slots\": [{\"slot\": {}}], \"ready\": 3"),
                WorkerApp.class);

        assertThat(app.getStatus()).isNull();
        assertThat(app.unreadable()).isEmpty();
        assertThat(app.getSpec().port()).isEqualTo(8080);
    }

    @Test
    void what_this_version_does_not_know_is_passed_over() {
        WorkerApp app = Model.JSON.unmarshal(
                app("shop", "{'port': 8080, 'tomorrow': {'a': [1]}, 'reload': {'sideways': true}}")
                        .replace("\"ready\"", "\"mood\": \"good\", \"ready\""),
                WorkerApp.class);

        assertThat(app.unreadable()).isEmpty();
        assertThat(app.getStatus().ready()).isEqualTo(3);
    }

    @Test
    void a_spec_that_is_corrected_is_read() {
        WorkerApp app = Model.JSON.unmarshal(app("shop", "{'port': {}}"), WorkerApp.class);
        WorkerApp corrected = Model.JSON.unmarshal(app("shop", "{'port': 8080}"), WorkerApp.class);

        app.setSpec(corrected.getSpec());

        assertThat(app.unreadable()).isEmpty();
    }

    @Test
    void so_are_the_other_kinds_that_are_watched() {
        String metadata = "'metadata': {'name': '%s', 'labels': {'a': 'b'}}";
        List<Pod> pods = list(
                new TypeReference<>() {},
                "{'spec': {'nodeName': [1]}, %s, 'status': {'phase': {}}}"
                        .formatted(metadata.formatted("bad"))
                        .replace('\'', '"'),
                "{%s, 'spec': {'nodeName': 'n'}}"
                        .formatted(metadata.formatted("good"))
                        .replace('\'', '"'));
        assertThat(pods).extracting(pod -> pod.getMetadata().getName()).containsExactly("bad", "good");
        assertThat(pods).extracting(pod -> pod.getSpec().getNodeName()).containsExactly(null, "n");

        String bad = "{%s, 'spec': 7, 'data': {'kind': 'Pod', 'apiVersion': 'v1', 'spec': 7, 'metadata': 8}}"
                .formatted(metadata.formatted("bad"))
                .replace('\'', '"');
        List<Node> nodes = list(new TypeReference<>() {}, bad);
        assertThat(nodes.getFirst().getSpec().getTaints()).isEmpty();
        List<Service> services = list(new TypeReference<>() {}, bad);
        List<PodDisruptionBudget> budgets = list(new TypeReference<>() {}, bad);
        List<ControllerRevision> revisions = list(new TypeReference<>() {}, bad);
        assertThat(List.of(services.getFirst(), budgets.getFirst(), revisions.getFirst()))
                .extracting(object -> object.getMetadata().getLabels().get("a"))
                .containsOnly("b");
    }

    /** As deep as the API server takes it (k8s.io/apimachinery, pkg/util/json). */
    @ParameterizedTest
    @ValueSource(ints = {1_200, 9_900})
    void however_deep_it_is(int depth) {
        String deep = "{'metadata': {'name': 'deep'}, 'revision': 1, 'data': %s}"
                .formatted("{'a': ".repeat(depth) + "1" + "}".repeat(depth));

        List<ControllerRevision> revisions = list(new TypeReference<>() {}, deep.replace('\'', '"'));
        assertThat(revisions.getFirst().getMetadata().getName()).isEqualTo("deep");
        StoredRevision stored = new StoredRevision(revisions.getFirst());
        assertThat(new Revisions(stored, List.of(stored), Optional.empty()).toPlanner(new WorkerApp()))
                .extracting(Revision::name)
                .containsExactly("deep");
    }
}
