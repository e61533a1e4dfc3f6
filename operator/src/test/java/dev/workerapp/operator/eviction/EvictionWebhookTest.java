package dev.workerapp.operator.eviction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodListBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The webhook over TLS, before an API server that answers as it is told. */
@EnableKubernetesMockClient
@SuppressWarnings("NullAway.Init") // the extension, or the first method, sets the fields
class EvictionWebhookTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final String PODS = "/api/v1/namespaces/one/pods/";
    private static final String APP = "/apis/workerapp.dev/v1/namespaces/one/workerapps/shop";

    private final ServedCertificate served = new ServedCertificate();
    private KubernetesMockServer server;
    private KubernetesClient client;
    private EvictionWebhook webhook;
    private Certificates certificates;

    @BeforeEach
    void serve() throws IOException, GeneralSecurityException {
        certificates = fresh(Certificates.read(Map.of()));
        served.set(certificates.server().orElseThrow());
        webhook = new EvictionWebhook(
                0,
                served,
                new Evictions(
                        client,
                        InstantSource.fixed(NOW),
                        new Evictions.Self("system", "operator-1"),
                        Set.of(),
                        pod -> "leaving".equals(pod.getSpec().getNodeName())));
    }

    @AfterEach
    void stop() {
        webhook.close();
    }

    /** By the clock of this machine, since clients check it by that. */
    private static Certificates fresh(Certificates known) throws GeneralSecurityException {
        Instant now = InstantSource.system().instant();
        return known.withAuthority(now).withServer("127.0.0.1", now);
    }

    @Test
    void a_worker_that_serves_is_marked_and_stays() throws Exception {
        expect(worker("ready: 'True'"), app(""));
        server.expect()
                .patch()
                .withPath(PODS + "shop-0-abcde?fieldManager=workerapp-eviction")
                .andReturn(200, worker("ready: 'True'"))
                .once();

        String answer = ask("one", "shop-0-abcde", false);

        assertThat(answer).contains("\"allowed\":false", "429", "slot 0 of WorkerApp shop", "Try again.");
        assertThat(server.getLastRequest().getBody().readUtf8())
                .isEqualTo("{\"metadata\":{\"uid\":\"u-1\",\"annotations\":{"
                        + "\"workerapp.dev/eviction-requested-at\":\"2026-01-02T03:04:05Z\"}}}");
    }

    @Test
    void a_worker_that_is_marked_already_is_not_marked_again() throws Exception {
        Pod marked = worker("ready: 'True'");
        marked.getMetadata().setAnnotations(Map.of("workerapp.dev/eviction-requested-at", "2026-01-02T03:00:00Z"));
        expect(marked, app(""));

        assertThat(ask("one", "shop-0-abcde", false)).contains("\"allowed\":false");
        assertThat(server.getLastRequest().getMethod()).isEqualTo("GET");
    }

    @Test
    void a_dry_run_is_allowed_and_marks_nothing() throws Exception {
        expect(worker("ready: 'True'"), app(""));

        assertThat(ask("one", "shop-0-abcde", true)).contains("\"allowed\":true");
        assertThat(server.getLastRequest().getMethod()).isEqualTo("GET");
    }

    @Test
    void a_worker_that_does_not_serve_is_left_to_the_budget() throws Exception {
        expect(worker("ready: 'False'"), app(""));

        assertThat(ask("one", "shop-0-abcde", false)).contains("\"allowed\":true");
    }

    @Test
    void a_worker_of_an_app_that_is_suspended_is_left_to_the_budget() throws Exception {
        expect(worker("ready: 'True'"), app("suspend: true"));

        assertThat(ask("one", "shop-0-abcde", false)).contains("\"allowed\":true");
    }

    @Test
    void a_pod_that_is_nobodys_worker_is_allowed() throws Exception {
        Pod other = Serialization.unmarshal("kind: Pod\nmetadata: {name: other, namespace: one}\nspec: {}", Pod.class);
        server.expect().get().withPath(PODS + "other").andReturn(200, other).once();

        assertThat(ask("one", "other", false)).contains("\"allowed\":true");
        assertThat(ask("one", "gone", false)).contains("\"allowed\":true");
    }

    @Test
    void what_the_api_server_does_not_say_is_left_to_the_failure_policy() throws Exception {
        server.expect().get().withPath(PODS + "shop-0-abcde").andReturn(403, "").always();

        assertThat(post("one", "shop-0-abcde", false).statusCode()).isEqualTo(500);
    }

    @Test
    void a_mark_that_is_refused_refuses_no_eviction() throws Exception {
        expect(worker("ready: 'True'"), app(""));
        server.expect()
                .patch()
                .withPath(PODS + "shop-0-abcde?fieldManager=workerapp-eviction")
                .andReturn(403, "")
                .always();

        assertThat(post("one", "shop-0-abcde", false).statusCode()).isEqualTo(500);
    }

    @Test
    void what_is_no_review_is_not_answered() throws Exception {
        assertThat(send(trusting(certificates), "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void another_certificate_is_served_at_once() throws Exception {
        Certificates other = fresh(Certificates.read(Map.of()));

        served.set(other.server().orElseThrow());

        assertThat(send(trusting(other), "{}").statusCode()).isEqualTo(400);
        assertThatThrownBy(() -> send(trusting(certificates), "{}")).isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void an_operator_leaves_its_node_after_the_workers_that_are_to_leave_it() throws Exception {
        server.expect()
                .get()
                .withPath("/api/v1/namespaces/system/pods/operator-1")
                .andReturn(
                        200,
                        Serialization.unmarshal(
                                "kind: Pod\nmetadata: {name: operator-1, namespace: system}\nspec: {nodeName: leaving}",
                                Pod.class))
                .always();
        String workers = "/api/v1/pods?fieldSelector=spec.nodeName%3Dleaving&labelSelector=workerapp.dev%2Fapp";
        Pod worker = worker("ready: 'True'");
        worker.getSpec().setNodeName("leaving");
        server.expect().get().withPath(workers).andReturn(200, list(worker)).once();
        server.expect().get().withPath(workers).andReturn(200, list()).once();

        assertThat(ask("system", "operator-1", false)).contains("\"allowed\":false", "node leaving: 1 of them");
        assertThat(ask("system", "operator-1", false)).contains("\"allowed\":true");
    }

    private static Object list(Pod... pods) {
        return new PodListBuilder().withItems(pods).build();
    }

    private void expect(Pod pod, String app) {
        server.expect()
                .get()
                .withPath(PODS + "shop-0-abcde")
                .andReturn(200, pod)
                .always();
        server.expect().get().withPath(APP).andReturn(200, app).always();
    }

    private static Pod worker(String ready) {
        return Serialization.unmarshal("""
                kind: Pod
                metadata:
                  name: shop-0-abcde
                  namespace: one
                  uid: u-1
                  creationTimestamp: "2026-01-02T03:00:00Z"
                  labels: {workerapp.dev/app: shop, workerapp.dev/slot: "0", workerapp.dev/revision: r,
                    workerapp.dev/incarnation: "1"}
                  ownerReferences:
                  - {apiVersion: workerapp.dev/v1, kind: WorkerApp, name: shop, uid: u-2, controller: true}
                spec: {containers: [{name: worker}]}
                status: {conditions: [{type: Ready, %s, lastTransitionTime: "2026-01-02T03:00:00Z"}]}
                """.formatted(ready.replace("ready:", "status:")), Pod.class);
    }

    private static String app(String spec) {
        return "{\"apiVersion\":\"workerapp.dev/v1\",\"kind\":\"WorkerApp\",\"metadata\":{\"name\":\"shop\","
                + "\"namespace\":\"one\",\"uid\":\"u-2\"},\"spec\":{\"image\":\"example/shop:1\""
                + (spec.isEmpty() ? "" : ",\"suspend\":true") + "}}";
    }

    private String ask(String namespace, String pod, boolean dryRun) throws Exception {
        HttpResponse<String> answer = post(namespace, pod, dryRun);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<String> post(String namespace, String pod, boolean dryRun) throws Exception {
        return send(
                trusting(certificates),
                "{\"request\":{\"uid\":\"a\",\"namespace\":\"%s\",\"name\":\"%s\",\"subResource\":\"eviction\",\"dryRun\":%b}}"
                        .formatted(namespace, pod, dryRun));
    }

    private HttpResponse<String> send(SSLContext context, String body) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newBuilder().sslContext(context).build()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + webhook.port() + "/evictions"))
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    /** A client that trusts what the API server is told to. */
    private static SSLContext trusting(Certificates certificates) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        byte[] bundle = Base64.getDecoder().decode(certificates.caBundle());
        store.setCertificateEntry(
                "authority",
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bundle)));
        TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
        managers.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
