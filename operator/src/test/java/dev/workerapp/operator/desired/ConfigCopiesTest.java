package dev.workerapp.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.config.Kind;
import dev.workerapp.operator.model.Model;
import dev.workerapp.planner.Action;
import dev.workerapp.planner.CrashHistory;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.RecycleHistory;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which pods refer to copies, and what a revision with copies is to the planner. */
class ConfigCopiesTest {

    private static final String SPEC = """
            image: example/shop:1
            port: 80
            env:
            - {name: A, valueFrom: {configMapKeyRef: {name: settings, key: a, optional: true}}}
            - {name: B, valueFrom: {secretKeyRef: {name: settings, key: b}}}
            - {name: C, valueFrom: {configMapKeyRef: {name: settings-2, key: c}}}
            envFrom:
            - {prefix: P_, configMapRef: {name: settings}}
            podTemplate:
              spec:
                initContainers:
                - {name: first, image: init, envFrom: [{secretRef: {name: settings}}]}
                containers: [{name: worker}]
                volumes:
                - name: files
                  configMap: {name: settings, defaultMode: 288, items: [{key: a, path: x/a, mode: 256}]}
                - {name: secret, secret: {secretName: settings, optional: true}}
                - name: both
                  projected:
                    sources:
                    - {configMap: {name: settings, items: [{key: a, path: a}]}}
                    - {secret: {name: settings}}
                    - {serviceAccountToken: {path: token}}
            """;
    private static final String MAP = "ConfigMap/settings *";
    private static final String SECRET = "Secret/settings *";
    private static final Map<String, String> CONTENT = Map.of(MAP, "sha256:1", SECRET, "hmac-1:1");

    private static WorkerApp app(String reload) {
        return Model.JSON.unmarshal("""
                apiVersion: workerapp.dev/v1
                kind: WorkerApp
                metadata: {name: shop, namespace: here, uid: u}
                spec:
                %s
                """.formatted((SPEC + reload).indent(2)), WorkerApp.class);
    }

    private static final WorkerApp FOLLOWING = app("reload: {onConfigChange: Reload}");
    private static final WorkerApp ALL = app("reload: {onConfigChange: Reload, config: {copies: All}}");

    /** With a copy of each. */
    private static StoredRevision revision(Map<String, String> content) {
        TreeMap<String, String> names = new TreeMap<>();
        content.forEach((scope, digest) -> names.put(
                scope, ConfigCopies.name("shop", scope.startsWith("Secret") ? Kind.SECRET : Kind.CONFIG_MAP, digest)));
        return uncopied(content).with(new ConfigCopies(names).annotations());
    }

    private static StoredRevision uncopied(Map<String, String> content) {
        return StoredRevision.render(
                FOLLOWING, Optional.empty(), new ConfigMarks(new TreeMap<>(content)), "example/runtime:1", 0);
    }

    private static Pod pod(WorkerApp app, StoredRevision revision) {
        Action.Create create =
                new Action.Create(0, revision.name(), 1, CrashHistory.NONE, RecycleHistory.NONE, Reason.EMPTY_SLOT);
        return WorkerPod.of(app, revision, create, "token");
    }

    @Test
    void each_reference_to_an_object_leads_to_its_copy_and_all_else_of_it_stays() {
        PodSpec original = pod(app("reload: {}"), revision(CONTENT)).getSpec();
        PodSpec copied = pod(ALL, revision(CONTENT)).getSpec();

        String map = ConfigCopies.name("shop", Kind.CONFIG_MAP, "sha256:1");
        String secret = ConfigCopies.name("shop", Kind.SECRET, "hmac-1:1");
        assertThat(Model.JSON.asJson(copied))
                .isEqualTo(Model.JSON
                        .asJson(original)
                        .replace("secretName\":\"settings\"", "secretName\":\"" + secret + "\"")
                        .replaceAll(
                                "(\"secret(Ref|KeyRef)?\":\\{[^}]*?)\"name\":\"settings\"",
                                "$1\"name\":\"" + secret + "\"")
                        .replace("\"name\":\"settings\"", "\"name\":\"" + map + "\""))
                .contains(map, secret, "settings-2");
    }

    @Test
    void a_pod_says_which_copies_it_refers_to() {
        assertThat(ConfigCopies.of(pod(FOLLOWING, revision(CONTENT))))
                .containsExactly(ConfigCopies.name("shop", Kind.CONFIG_MAP, "sha256:1"));
        assertThat(ConfigCopies.of(pod(app("reload: {}"), revision(CONTENT)))).isEmpty();
        assertThat(ConfigCopies.of(
                        pod(app("reload: {onConfigChange: Reload, config: {copies: None}}"), revision(CONTENT))))
                .isEmpty();
    }

    @Test
    void a_copy_of_other_content_than_the_revision_has_by_now_is_none() {
        StoredRevision recorded =
                revision(CONTENT).with(new ConfigMarks(new TreeMap<>(Map.of(MAP, "sha256:2"))).annotations());

        assertThat(recorded.copiesFor(FOLLOWING)).isEqualTo(ConfigCopies.NONE);
        assertThat(recorded.rememberedCopies().names()).containsKey(MAP);
    }

    @Test
    void to_go_back_to_a_revision_brings_its_content_back_only_where_it_has_a_copy() {
        Map<String, String> before = Map.of(MAP, "sha256:0", SECRET, "hmac-1:1");
        StoredRevision asked = revision(CONTENT);

        assertThat(content(revision(before), asked, FOLLOWING)).isNotEqualTo(content(asked, asked, FOLLOWING));
        assertThat(content(uncopied(before), asked, FOLLOWING)).isEqualTo(content(asked, asked, FOLLOWING));
        assertThat(content(revision(before), uncopied(CONTENT), FOLLOWING))
                .isNotEqualTo(content(uncopied(CONTENT), uncopied(CONTENT), FOLLOWING));
        assertThat(content(revision(before), asked, app("reload: {}")))
                .isEqualTo(content(asked, asked, app("reload: {}")));
    }

    @Test
    void of_secrets_it_is_brought_back_only_where_their_copies_are_wanted() {
        Map<String, String> before = Map.of(MAP, "sha256:1", SECRET, "hmac-1:0");
        StoredRevision asked = revision(CONTENT);

        assertThat(content(revision(before), asked, FOLLOWING)).isEqualTo(content(asked, asked, FOLLOWING));
        assertThat(content(revision(before), asked, ALL)).isNotEqualTo(content(asked, asked, ALL));
    }

    private static String content(StoredRevision revision, StoredRevision asked, WorkerApp app) {
        return revision.toPlanner(app, asked, () -> "{}").content();
    }

    @Test
    void copies_are_no_part_of_what_a_revision_is() {
        assertThat(revision(CONTENT).name()).isEqualTo(uncopied(CONTENT).name());
        assertThat(revision(CONTENT).isSame(uncopied(CONTENT))).isTrue();
    }
}
