package dev.workerapp.operator.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReferencesTest {

    @Test
    void each_way_to_read_an_object_is_found_in_containers_and_in_init_containers() {
        assertThat(of("""
                initContainers:
                - name: init
                  env: [{name: A, valueFrom: {secretKeyRef: {name: init, key: password}}}]
                containers:
                - name: worker
                  envFrom:
                  - {prefix: P_, configMapRef: {name: all}}
                  - {secretRef: {name: all-secret, optional: true}}
                  env:
                  - {name: B, valueFrom: {configMapKeyRef: {name: one, key: b}}}
                  - {name: C, valueFrom: {configMapKeyRef: {name: maybe, key: c, optional: true}}}
                - name: sidecar
                  env: [{name: D, valueFrom: {secretKeyRef: {name: side, key: d}}}]
                volumes:
                - {name: v1, configMap: {name: files}}
                - {name: v2, secret: {secretName: some, items: [{key: k, path: p}]}}
                - name: v3
                  projected:
                    sources:
                    - {configMap: {name: projected, items: [{key: x, path: x}, {key: y, path: y}]}}
                    - {secret: {name: projected, optional: true}}
                """))
                .containsExactlyInAnyOrder(
                        Reference.toKeys(Kind.SECRET, "init", true, List.of("password")),
                        Reference.toAll(Kind.CONFIG_MAP, "all", true),
                        Reference.toAll(Kind.SECRET, "all-secret", false),
                        Reference.toKeys(Kind.CONFIG_MAP, "one", true, List.of("b")),
                        Reference.toKeys(Kind.CONFIG_MAP, "maybe", false, List.of("c")),
                        Reference.toKeys(Kind.SECRET, "side", true, List.of("d")),
                        Reference.toAll(Kind.CONFIG_MAP, "files", true),
                        Reference.toKeys(Kind.SECRET, "some", true, List.of("k")),
                        Reference.toKeys(Kind.CONFIG_MAP, "projected", true, List.of("x", "y")),
                        Reference.toAll(Kind.SECRET, "projected", false));
    }

    @Test
    void many_long_keys_are_named_by_their_hash() {
        List<String> keys = IntStream.range(0, 20)
                .mapToObj(number -> "k".repeat(60) + number)
                .toList();
        String many = Reference.toKeys(Kind.CONFIG_MAP, "shop", true, keys).scope();
        String fewer = Reference.toKeys(Kind.CONFIG_MAP, "shop", true, keys.subList(1, 20))
                .scope();

        assertThat(many).startsWith("ConfigMap/shop #").hasSizeLessThan(50).isNotEqualTo(fewer);
        assertThat(Reference.toKeys(Kind.CONFIG_MAP, "shop", true, List.of("a", "b"))
                        .scope())
                .isEqualTo("ConfigMap/shop a,b");
    }

    @Test
    void what_the_kubelet_renews_or_alone_reads_and_what_drivers_read_is_left_out() {
        assertThat(of("""
                imagePullSecrets: [{name: registry}]
                serviceAccountName: someone
                containers:
                - name: worker
                  env:
                  - {name: A, value: plain}
                  - {name: B, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
                  - {name: C, valueFrom: {resourceFieldRef: {resource: limits.cpu}}}
                volumes:
                - {name: v1, emptyDir: {}}
                - {name: v2, csi: {driver: example.com, nodePublishSecretRef: {name: driver}}}
                - {name: v3, iscsi: {targetPortal: t, iqn: i, lun: 0, secretRef: {name: chap}}}
                - name: v4
                  projected:
                    sources:
                    - serviceAccountToken: {path: token}
                    - clusterTrustBundle: {name: trust, path: ca.pem}
                    - downwardAPI: {items: [{path: l, fieldRef: {fieldPath: metadata.labels}}]}
                """)).isEmpty();
        assertThat(of("{}")).isEmpty();
    }

    @Test
    void an_object_that_is_read_in_several_ways_is_one_reference() {
        List<Reference> found = of("""
                containers:
                - name: worker
                  env:
                  - {name: A, valueFrom: {configMapKeyRef: {name: shop, key: a}}}
                  - {name: B, valueFrom: {configMapKeyRef: {name: shop, key: b, optional: true}}}
                """);

        assertThat(found).singleElement().satisfies(reference -> {
            assertThat(reference.required()).isTrue();
            assertThat(reference.keys()).containsExactly("a", "b");
            assertThat(reference.requiredKeys()).containsExactly("a");
            assertThat(reference.scope()).isEqualTo("ConfigMap/shop a,b");
        });
        assertThat(Reference.toAll(Kind.CONFIG_MAP, "shop", false)
                        .and(found.getFirst())
                        .scope())
                .isEqualTo("ConfigMap/shop *");
    }

    @Test
    void ignored_keys_are_not_used_and_a_reference_without_a_key_is_none() {
        Reference keys = Reference.toKeys(Kind.SECRET, "tls", true, List.of("tls.crt", "ca.crt"));

        assertThat(keys.without(List.of("ca.crt")))
                .hasValueSatisfying(left -> assertThat(left.scope()).isEqualTo("Secret/tls tls.crt"));
        assertThat(keys.without(List.of("ca.crt", "tls.crt"))).isEmpty();
        assertThat(Reference.toAll(Kind.SECRET, "tls", true).without(Set.of("ca.crt")))
                .hasValueSatisfying(left -> assertThat(left.scope()).isEqualTo("Secret/tls * -ca.crt"));
    }

    @Test
    void a_secret_provider_class_is_named() {
        PodSpec pod = read("""
                containers: [{name: worker}]
                volumes:
                - {name: v1, csi: {driver: secrets-store.csi.k8s.io, volumeAttributes: {secretProviderClass: vault}}}
                - {name: v2, csi: {driver: example.com, volumeAttributes: {secretProviderClass: other}}}
                """);

        assertThat(References.secretProviderClasses(pod)).containsExactly("vault");
    }

    private static List<Reference> of(String yaml) {
        return References.of(read(yaml));
    }

    private static PodSpec read(String yaml) {
        return Serialization.unmarshal(yaml, PodSpec.class);
    }
}
