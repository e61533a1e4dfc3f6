package dev.workerapp.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalSpecTest {

    private static final Path GOLDEN = Path.of("src/test/resources/canonical");
    private static final KubernetesSerialization YAML = new KubernetesSerialization();
    private static final String SHOP = "image: example/shop:1.4\nport: 8080\n";

    static List<Path> goldenApps() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    /** A difference here makes every app of every user reload when the operator is upgraded. */
    @ParameterizedTest
    @MethodSource("goldenApps")
    void the_identity_of_a_revision_stays_as_it_was(Path app) throws IOException {
        WorkerApp read = YAML.unmarshal(Files.readString(app), WorkerApp.class);

        Written.asGenerated("crd/" + app.toString().replace(".yaml", ".json"), CanonicalSpec.of(read.getSpec()) + "\n");
    }

    @Test
    void fields_with_their_default_are_left_out() {
        assertThat(canonical(
                        SHOP + "instanceVariable: WORKER_INSTANCE\nshutdown: {drainSeconds: 3}\njava: {agent: None}"))
                .isEqualTo(canonical(SHOP))
                .isEqualTo("{\"image\":\"example/shop:1.4\",\"port\":8080}");
    }

    @Test
    void what_takes_effect_at_once_or_scales_makes_no_revision() {
        assertThat(canonical(SHOP + """
                        instances: 7
                        suspend: true
                        readiness: {timeoutSeconds: 5, minReadySeconds: 9}
                        shutdown: {killTimeoutSeconds: 99}
                        reload: {parallel: 3, paused: true, onStartTimeout: Fail, probationSeconds: 0, onFailure: Halt}
                        service: {enabled: false}
                        disruption: {maxUnavailable: 2}
                        revisionHistoryLimit: 2
                        """)).isEqualTo(canonical(SHOP));
    }

    @Test
    void each_field_that_reloads_makes_one() {
        List<String> changes = List.of(
                "image: other",
                "command: [run]",
                "args: [a]",
                "env: [{name: A, value: b}]",
                "envFrom: [{secretRef: {name: a}}]",
                "resources: {limits: {memory: 1Gi}}",
                "port: 9090",
                "java: {options: [-Xmx1g]}",
                "java: {agent: Inject}",
                "java: {controlPort: 7980}",
                "readiness: {warmUp: {path: /}}",
                "readiness: {warmUp: {path: /, requests: 7}}",
                "readiness: {warmUp: {path: /, timeoutSeconds: 7}}",
                "instanceVariable: SLOT",
                "podTemplate: {spec: {nodeSelector: {a: b}}}",
                "readiness: {signal: HTTP}",
                "readiness: {port: 1}",
                "readiness: {path: /a}",
                "readiness: {periodSeconds: 2}",
                "readiness: {probeTimeoutSeconds: 1}",
                "readiness: {failureThreshold: 5}",
                "shutdown: {drainSeconds: 4}",
                "shutdown: {stopSignal: SIGINT}");

        assertThat(changes).hasSize((int) OnChangeTest.leaves(WorkerAppSpec.class).stream()
                .map(CanonicalSpecTest::effect)
                .filter(Effect.RELOADS::equals)
                .count());
        assertThat(changes.stream().map(CanonicalSpecTest::canonical))
                .doesNotHaveDuplicates()
                .doesNotContain("{}");
    }

    private static Effect effect(RecordComponent field) {
        return field.getAnnotation(OnChange.class).value();
    }

    @Test
    void the_runtime_that_the_signal_ready_brings_is_the_same_as_one_that_is_asked_for() {
        assertThat(canonical("readiness: {signal: Ready}"))
                .isEqualTo(canonical("readiness: {signal: Ready}\njava: {agent: Inject}"))
                .isNotEqualTo(canonical("readiness: {signal: Ready}\njava: {agent: None}"));
    }

    @Test
    void quantities_stay_as_they_were_written() {
        assertThat(canonical("resources: {limits: {cpu: 1000m}}")).contains("\"1000m\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"labelSelector", "namespaceSelector"})
    void a_selector_that_takes_everything_is_not_one_that_is_left_out(String selector) {
        String term = "podTemplate: {spec: {affinity: {podAntiAffinity:"
                + " {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: zone%s}]}}}}";

        assertThat(canonical(term.formatted(", " + selector + ": {}")))
                .isNotEqualTo(canonical(term.formatted("")))
                .isEqualTo(canonical(term.formatted(", " + selector + ": {matchLabels: {}}")));
    }

    @Test
    void what_is_empty_and_means_nothing_makes_no_revision() {
        assertThat(canonical(
                        SHOP + "command: []\nresources: {}\npodTemplate: {metadata: {}, spec: {nodeSelector: {}}}"))
                .isEqualTo(canonical(SHOP));
    }

    /** What a revision that failed is tried again for. */
    @Test
    void each_field_that_says_how_a_version_starts_is_another_policy() {
        List<String> changes = List.of(
                "readiness: {timeoutSeconds: 5}",
                "readiness: {minReadySeconds: 5}",
                "reload: {overlap: false}",
                "reload: {startTimeoutSeconds: 5}",
                "reload: {onStartTimeout: Fail}",
                "reload: {probationSeconds: 5}",
                "reload: {onFailure: Halt}");

        assertThat(changes).hasSize((int) OnChangeTest.leaves(WorkerAppSpec.class).stream()
                .map(CanonicalSpecTest::effect)
                .filter(Effect.TRIES_AGAIN::equals)
                .count());
        assertThat(changes.stream().map(CanonicalSpecTest::startPolicy))
                .doesNotHaveDuplicates()
                .doesNotContain("{}");
        assertThat(startPolicy("instances: 7\nimage: b\nreload: {paused: true, partition: 1, parallel: 1}"))
                .isEqualTo("{}");
    }

    private static String startPolicy(String spec) {
        return CanonicalSpec.startPolicy(app(spec).getSpec());
    }

    @Test
    void a_token_is_met_by_the_same_one_and_none_by_any() {
        Tokens monday = new Tokens("monday", "");
        Tokens restart = new Tokens("monday", "tuesday");
        Tokens none = new Tokens("", "");

        assertThat(monday.areMetBy(monday)).isTrue();
        assertThat(monday.areMetBy(restart)).isTrue();
        assertThat(monday.areMetBy(none)).isFalse();
        assertThat(none.areMetBy(restart)).isTrue();
        assertThat(restart.areMetBy(monday)).isFalse();
        assertThat(restart.newSince(monday)).isEqualTo("tuesday");
        assertThat(monday.newSince(none)).isEqualTo("monday");
        assertThat(monday.newSince(monday)).isEmpty();
        assertThat(none.newSince(restart)).isEmpty();
    }

    @Test
    void an_empty_annotation_is_none() {
        WorkerApp app = app(SHOP);
        app.getMetadata().getAnnotations().put(Names.RELOAD_REQUESTED_AT, "");

        assertThat(Tokens.of(app)).isEqualTo(new Tokens("", ""));
    }

    private static String canonical(String spec) {
        return CanonicalSpec.of(app(spec).getSpec());
    }

    private static WorkerApp app(String spec) {
        return YAML.unmarshal("""
                apiVersion: workerapp.dev/v1
                kind: WorkerApp
                metadata: {name: shop, annotations: {unrelated: annotation}}
                spec:
                %s
                """.formatted(spec.indent(2)), WorkerApp.class);
    }
}
