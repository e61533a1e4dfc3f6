package dev.workerapp.operator.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.operator.config.Digests.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContentTest {

    private static final Reference ALL = Reference.toAll(Kind.CONFIG_MAP, "shop", true);
    private static final Reference A = Reference.toKeys(Kind.CONFIG_MAP, "shop", true, List.of("a"));
    private static final Reference MAYBE_A = Reference.toKeys(Kind.CONFIG_MAP, "shop", false, List.of("a"));

    static List<Digests> digests() {
        return List.of(Digests.plain(), Digests.keyed(new byte[Digests.KEY_LENGTH]));
    }

    /** Joined without lengths, or by "=" and ";", several of these are the same bytes. */
    @ParameterizedTest
    @MethodSource("digests")
    void contents_that_differ_have_digests_that_differ(Digests digests) {
        List<Map<String, String>> contents = List.of(
                Map.of(),
                Map.of("a", ""),
                Map.of("a", "b"),
                Map.of("ab", ""),
                Map.of("", "ab"),
                Map.of("a", "1", "b", "2"),
                Map.of("a", "1b2"),
                Map.of("a", "1;b=2"),
                Map.of("a", "12", "b", ""),
                Map.of("a", "", "b", "12"),
                Map.of("a", "2", "b", "1"),
                Map.of("a", "1\0b2"));

        List<String> made = new ArrayList<>();
        contents.forEach(content -> made.add(known(ALL, States.present(digests, content))));

        assertThat(new HashSet<>(made)).hasSameSizeAs(contents);
        assertThat(known(ALL, States.present(digests, new TreeMap<>(contents.get(5)))))
                .isEqualTo(made.get(5));
    }

    @Test
    void binary_values_count_byte_by_byte_and_apart_from_data() {
        Digests digests = Digests.plain();
        byte[] replaced = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

        assertThat(List.of(
                        digests.ofValue(Part.BINARY_DATA, "a", new byte[] {(byte) 0xFF}),
                        digests.ofValue(Part.BINARY_DATA, "a", new byte[] {(byte) 0xFE}),
                        digests.ofValue(Part.BINARY_DATA, "a", new byte[] {0}),
                        digests.ofValue(Part.BINARY_DATA, "a", new byte[] {0, 0}),
                        digests.ofValue(Part.BINARY_DATA, "a", new byte[0]),
                        digests.ofValue(Part.BINARY_DATA, "a", replaced),
                        digests.ofValue(Part.DATA, "a", replaced)))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_key_that_is_not_used_does_not_matter() {
        ObjectState before = States.present(Digests.plain(), Map.of("a", "1", "b", "1"));
        ObjectState after = States.present(Digests.plain(), Map.of("a", "1", "b", "2"));

        assertThat(known(A, after)).isEqualTo(known(A, before));
        assertThat(known(ALL, after)).isNotEqualTo(known(ALL, before));
        Reference withoutB = ALL.without(List.of("b")).orElseThrow();
        assertThat(known(withoutB, after)).isEqualTo(known(withoutB, before));
    }

    @Test
    void an_absent_object_is_one_without_the_keys_and_an_empty_value_is_a_value() {
        String absent = known(MAYBE_A, new ObjectState.Absent());

        assertThat(known(MAYBE_A, States.present(Digests.plain(), Map.of("b", "1"))))
                .isEqualTo(absent);
        assertThat(known(MAYBE_A, States.present(Digests.plain(), Map.of("a", ""))))
                .isNotEqualTo(absent);
    }

    @Test
    void what_a_worker_can_not_start_without_is_missing_and_no_content() {
        assertThat(Content.of(A, new ObjectState.Absent())).isEqualTo(new Content.Missing("ConfigMap shop"));
        assertThat(Content.of(A, States.present(Digests.plain(), Map.of("b", "1"))))
                .isEqualTo(new Content.Missing("key a of ConfigMap shop"));
        assertThat(Content.of(ALL.and(A), States.present(Digests.plain(), Map.of("b", "1"))))
                .isEqualTo(new Content.Missing("key a of ConfigMap shop"));
    }

    @Test
    void unknown_and_ignored_are_neither_absent_nor_a_content() {
        assertThat(Content.of(MAYBE_A, new ObjectState.Unknown("forbidden")))
                .isEqualTo(new Content.Unknown("forbidden"));
        assertThat(Content.of(MAYBE_A, new ObjectState.Ignored())).isEqualTo(new Content.Ignored());
    }

    @Test
    void a_digest_names_its_key_and_is_another_one_with_another_key() {
        Digests other = Digests.keyed(new byte[] {1, 2, 3});
        Digests keyed = Digests.keyed(new byte[Digests.KEY_LENGTH]);
        Map<String, String> content = Map.of("a", "1");

        assertThat(List.of(keyed.method(), other.method(), Digests.plain().method()))
                .doesNotHaveDuplicates();
        assertThat(keyed.method()).matches("hmac-[0-9a-f]{8}");
        assertThat(known(ALL, States.present(keyed, content))).startsWith(keyed.method() + ":");
        assertThat(List.of(
                        known(ALL, States.present(keyed, content)).split(":", -1)[1],
                        known(ALL, States.present(other, content)).split(":", -1)[1],
                        known(ALL, States.present(Digests.plain(), content)).split(":", -1)[1]))
                .doesNotHaveDuplicates();
    }

    /** Worked out by another implementation (Python's hashlib and hmac). */
    @Test
    void the_methods_are_the_standard_ones() {
        assertThat(Digests.plain().ofUse(Map.of()))
                .isEqualTo("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(Digests.keyed("Jefe".getBytes(UTF_8)).ofUse(Map.of("", Optional.empty())))
                .isEqualTo("hmac-005725b4:e6a88cb3f6bc6fdf33e8c08d0e0187cf864e414fa9aae07dc5c66f371c78b079");
    }

    private static String known(Reference reference, ObjectState state) {
        return ((Content.Known) Content.of(reference, state)).digest();
    }
}
