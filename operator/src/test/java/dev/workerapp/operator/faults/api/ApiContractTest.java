package dev.workerapp.operator.faults.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.operator.ControlPlane;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Clock;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The API server in memory answers as the real one does, in all that the operator asks. */
@ExtendWith(ControlPlane.class)
class ApiContractTest {

    private static final String MERGE = "application/merge-patch+json";
    private static final String APPLY = "application/apply-patch+yaml";
    private static final String AS_WORKERAPP = "?fieldManager=workerapp&force=true";

    private static int number;

    private final String namespace = "contract-" + number++;
    private final KubernetesClient real;
    private final KubernetesClient fake = new KubernetesClientBuilder()
            .withConfig(new ConfigBuilder(Config.empty())
                    .withMasterUrl("https://in-memory")
                    .build())
            .withHttpClientFactory(new TransportHttpClient.Factory(new FakeApiServer(Clock.systemUTC())))
            .build();
    private final BothServers both;

    ApiContractTest(ControlPlane.Running plane) {
        real = plane.admin();
        real.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
        both = new BothServers(fake, real);
    }

    @AfterEach
    void close() {
        real.namespaces().withName(namespace).delete();
        fake.close();
    }

    private String revisions() {
        return "/apis/apps/v1/namespaces/" + namespace + "/controllerrevisions";
    }

    private static String revision(String name) {
        return """
                {"apiVersion":"apps/v1","kind":"ControllerRevision","metadata":{"name":"%s","labels":{"app":"shop"}},
                 "revision":1,"data":{"b":1,"a":[{"y":1,"x":null}]}}""".formatted(name);
    }

    @Test
    void objects_are_created_once_and_deleted_once() {
        both.send("GET", revisions() + "/one", "", "");
        both.send("POST", revisions(), "application/json", revision("one"));
        both.send("POST", revisions(), "application/json", revision("one"));
        both.send("POST", revisions(), "application/json", revision("two"));
        both.send("GET", revisions() + "/one", "", "");
        both.send("GET", revisions(), "", "");
        both.send("GET", revisions() + "?labelSelector=app", "", "");
        both.send("GET", revisions() + "?labelSelector=app%3Dother", "", "");
        both.send("DELETE", revisions() + "/one", "application/json", "{\"preconditions\":{\"uid\":\"another\"}}");
        both.send("DELETE", revisions() + "/one", "application/json", "{\"preconditions\":{\"uid\":\"${one.uid}\"}}");
        both.send("DELETE", revisions() + "/one", "application/json", "{\"preconditions\":{\"uid\":\"${one.uid}\"}}");
        both.send(
                "DELETE", revisions() + "/two", "application/json", "{\"preconditions\":{\"resourceVersion\":\"1\"}}");
        both.send("DELETE", revisions() + "/two", "application/json", "");
    }

    @Test
    void config_maps_are_created_read_and_deleted() {
        String configMaps = "/api/v1/namespaces/" + namespace + "/configmaps";
        String copy = """
                {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"copy","labels":{"app":"shop"}},
                 "immutable":true,"data":{"a":"1"},"binaryData":{"b":"AAE="}}""";
        both.send("GET", configMaps + "/copy", "", "");
        both.send("POST", configMaps, "application/json", copy);
        both.send("POST", configMaps, "application/json", copy);
        both.send("GET", configMaps + "/copy", "", "");
        both.send("GET", configMaps + "?labelSelector=app%3Dshop", "", "");
        both.send("DELETE", configMaps + "/copy", "application/json", "{\"preconditions\":{\"uid\":\"another\"}}");
        both.send("DELETE", configMaps + "/copy", "application/json", "{\"preconditions\":{\"uid\":\"${copy.uid}\"}}");
        both.send("GET", configMaps + "/copy", "", "");
    }

    @Test
    void merge_patches_change_what_they_name_if_the_object_is_the_one_that_is_meant() {
        both.send("POST", revisions(), "application/json", revision("one"));
        String patch = "{\"metadata\":{\"uid\":\"${one.uid}\",\"annotations\":{\"a\":\"1\",\"b\":\"2\"}}}";
        both.send("PATCH", revisions() + "/one", MERGE, patch);
        both.send("PATCH", revisions() + "/one", MERGE, patch);
        both.send("PATCH", revisions() + "/one", MERGE, "{\"metadata\":{\"annotations\":{\"a\":null}}}");
        both.send("PATCH", revisions() + "/one", MERGE, "{\"metadata\":{\"uid\":\"another\",\"annotations\":{}}}");
        both.send("PATCH", revisions() + "/one", MERGE, "{\"metadata\":{\"resourceVersion\":\"1\"}}");
        both.send("PATCH", revisions() + "/none", MERGE, "{\"metadata\":{\"annotations\":{\"a\":\"1\"}}}");
    }

    @Test
    void services_and_budgets_are_applied() {
        String services = "/api/v1/namespaces/" + namespace + "/services/shop" + AS_WORKERAPP;
        String service = """
                {"apiVersion":"v1","kind":"Service","metadata":{"name":"shop","labels":{"app":"shop","tier":"a"}},
                 "spec":{"selector":{"app":"shop"},"ports":[{"name":"http","port":80,"protocol":"TCP","targetPort":8080}]}}""";
        both.send("PATCH", services, APPLY, service);
        both.send("PATCH", services, APPLY, service);
        both.send("PATCH", services, APPLY, service.replace(",\"tier\":\"a\"", ""));
        both.send(
                "PATCH",
                services,
                APPLY,
                service.replace("8080", "9090").replace("{\"app\":\"shop\"},", "{\"app\":\"x\"},"));
        String budgets = "/apis/policy/v1/namespaces/" + namespace + "/poddisruptionbudgets/shop" + AS_WORKERAPP;
        String budget = """
                {"apiVersion":"policy/v1","kind":"PodDisruptionBudget","metadata":{"name":"shop","labels":{"app":"shop"}},
                 "spec":{"selector":{"matchLabels":{"app":"shop"}},"maxUnavailable":0,
                 "unhealthyPodEvictionPolicy":"AlwaysAllow"}}""";
        both.send("PATCH", budgets, APPLY, budget);
        both.send("PATCH", budgets, APPLY, budget.replace("\"maxUnavailable\":0", "\"maxUnavailable\":1"));
    }

    @Test
    void an_app_gets_its_defaults_and_its_status_is_apart() {
        String apps = "/apis/workerapp.dev/v1/namespaces/" + namespace + "/workerapps";
        String app = "{\"apiVersion\":\"workerapp.dev/v1\",\"kind\":\"WorkerApp\",\"metadata\":{\"name\":\"shop\"";
        both.send("PATCH", apps + "/shop/status" + AS_WORKERAPP, APPLY, app + "},\"status\":{\"ready\":1}}");
        both.send("POST", apps, "application/json", app + "},\"spec\":{\"image\":\"example/shop:v1\",\"port\":8080}}");
        both.send("PATCH", apps + "/shop", MERGE, "{\"spec\":{\"image\":\"example/shop:v2\"}}");
        both.send("PATCH", apps + "/shop", MERGE, "{\"metadata\":{\"annotations\":{\"a\":\"1\"}}}");
        String ours = app + ",\"uid\":\"${shop.uid}\"},\"status\":";
        String status = apps + "/shop/status" + AS_WORKERAPP;
        both.send("PATCH", status, APPLY, ours + "{\"ready\":1,\"reload\":{\"trigger\":\"Change\",\"replaced\":0}}}");
        both.send("PATCH", status, APPLY, ours + "{\"ready\":1,\"reload\":{\"trigger\":\"Change\",\"replaced\":0}}}");
        both.send("PATCH", status, APPLY, ours + "{\"ready\":2,\"state\":\"Ready\"}}");
        both.send("PATCH", status, APPLY, app + ",\"uid\":\"another\"},\"status\":{\"ready\":3}}");
        both.send("PATCH", apps + "/shop", MERGE, "{\"status\":{\"ready\":9}}");
        both.send("GET", apps + "/shop", "", "");
        both.send("DELETE", apps + "/shop", "application/json", "");
        both.send("GET", apps + "/shop", "", "");
    }

    @Test
    void pods_that_have_a_node_end_with_grace_and_others_at_once() {
        String pods = "/api/v1/namespaces/" + namespace + "/pods";
        String pod = """
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"%s","labels":{"app":"shop"}},
                 "spec":{"containers":[{"name":"worker","image":"example/shop:v1"}],%s,"terminationGracePeriodSeconds":33}}""";
        // A node that is not there: nobody else touches the pod.
        String there = pod.formatted("there", "\"nodeName\":\"nowhere\"");
        String waits = pod.formatted("waits", "\"schedulerName\":\"nobody\"");
        both.send("POST", pods + "?dryRun=All", "application/json", waits);
        both.send("GET", pods + "/waits", "", "");
        both.send("POST", pods, "application/json", waits);
        both.send("POST", pods, "application/json", there);
        both.send("POST", pods, "application/json", there);
        String graceful = "{\"gracePeriodSeconds\":33,\"preconditions\":{\"uid\":\"${%s.uid}\"}}";
        both.send("DELETE", pods + "/there", "application/json", graceful.formatted("waits"));
        both.send("DELETE", pods + "/there", "application/json", graceful.formatted("there"));
        both.send("DELETE", pods + "/there", "application/json", graceful.formatted("there"));
        both.send("GET", pods + "/there", "", "");
        both.send("DELETE", pods + "/waits", "application/json", graceful.formatted("waits"));
        both.send("GET", pods + "/waits", "", "");
        both.send("DELETE", pods + "/there", "application/json", "{\"gracePeriodSeconds\":0}");
        both.send("GET", pods + "/there", "", "");
    }

    @Test
    void events_are_created_once_and_counted() {
        String events = "/apis/events.k8s.io/v1/namespaces/" + namespace + "/events";
        String event = """
                {"apiVersion":"events.k8s.io/v1","kind":"Event","metadata":{"name":"shop.1"},"type":"Normal",
                 "eventTime":"2026-01-01T00:00:00.000000Z","reportingController":"workerapp.dev/operator",
                 "reportingInstance":"test","action":"Create","reason":"EmptySlot","note":"Started.",
                 "regarding":{"kind":"Pod","namespace":"%s","name":"shop"}}""".formatted(namespace);
        both.send("POST", events, "application/json", event);
        both.send("POST", events, "application/json", event);
        both.send("PATCH", events + "/shop.1", "application/json-patch+json", """
                [{"op":"add","path":"/series","value":{"count":2,"lastObservedTime":"2026-01-01T00:00:01.000000Z"}}]""");
        both.send("GET", events + "/shop.1", "", "");
    }

    @Test
    void a_watch_tells_what_comes_into_its_selection_what_changes_in_it_and_what_leaves_it() {
        BothServers.Versions before = both.versions(revisions());
        try (BothWatches from = new BothWatches(both, namespace, before)) {
            both.send("POST", revisions(), "application/json", revision("one"));
            both.send("POST", revisions(), "application/json", revision("two"));
            both.send("PATCH", revisions() + "/one", MERGE, "{\"metadata\":{\"annotations\":{\"a\":\"1\"}}}");
            both.send("PATCH", revisions() + "/one", MERGE, "{\"metadata\":{\"labels\":{\"app\":null}}}");
            both.send("PATCH", revisions() + "/one", MERGE, "{\"metadata\":{\"annotations\":{\"a\":\"2\"}}}");
            both.send("PATCH", revisions() + "/one", MERGE, "{\"metadata\":{\"labels\":{\"app\":\"shop\"}}}");
            both.send("DELETE", revisions() + "/one", "application/json", "");

            List<String> told =
                    List.of("ADDED one", "ADDED two", "MODIFIED one", "DELETED one", "ADDED one", "DELETED one");
            Awaitility.await().untilAsserted(() -> assertThat(from.told()).containsExactly(told, told));
            try (BothWatches again = new BothWatches(both, namespace, before)) {
                // The past is told from the version on that a watch begins at.
                Awaitility.await().untilAsserted(() -> assertThat(again.told()).containsExactly(told, told));
            }
        }
    }
}
