package dev.workerapp.operator.eviction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.workerapp.operator.eviction.EvictionReview.Answer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvictionReviewTest {

    @ParameterizedTest
    @CsvSource({
        "false, null, false",
        "true, null, true",
        "false, {\"dryRun\":[\"All\"]}, true",
        "false, {\"gracePeriodSeconds\":5}, false"
    })
    void a_review_says_which_pod_and_whether_it_is_a_dry_run(String dryRun, String options, boolean expected)
            throws IOException {
        EvictionReview review = EvictionReview.read(review(dryRun, options));

        assertThat(review).isEqualTo(new EvictionReview("c3f0", "one", "shop-0-abcde", expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "[1]", "no json", "{\"request\":{\"uid\":\"a\",\"namespace\":\"b\",\"name\":\"c\"}}"})
    void anything_else_is_no_review(String body) {
        assertThatIOException().isThrownBy(() -> EvictionReview.read(body.getBytes(UTF_8)));
    }

    @Test
    void a_refusal_asks_to_try_again_as_kubernetes_does() throws IOException {
        JsonNode answer = answer(new Answer.Refused("Not yet. Try again."));

        assertThat(answer.at("/apiVersion").asText()).isEqualTo("admission.k8s.io/v1");
        assertThat(answer.at("/kind").asText()).isEqualTo("AdmissionReview");
        assertThat(answer.at("/response/uid").asText()).isEqualTo("c3f0");
        assertThat(answer.at("/response/allowed").asBoolean(true)).isFalse();
        assertThat(answer.at("/response/status").toString())
                .isEqualTo("{\"status\":\"Failure\",\"code\":429,\"reason\":\"TooManyRequests\","
                        + "\"message\":\"Not yet. Try again.\"}");
    }

    @Test
    void what_is_allowed_is_allowed_without_a_word() throws IOException {
        assertThat(answer(new Answer.Allowed()).at("/response").toString())
                .isEqualTo("{\"uid\":\"c3f0\",\"allowed\":true}");
    }

    /** As kube-apiserver 1.34 sends it, but for what is not read. */
    private static byte[] review(String dryRun, String options) {
        return """
            {"kind": "AdmissionReview", "apiVersion": "admission.k8s.io/v1", "request": {
              "uid": "c3f0", "kind": {"group": "policy", "version": "v1", "kind": "Eviction"},
              "resource": {"group": "", "version": "v1", "resource": "pods"}, "subResource": "eviction",
              "name": "shop-0-abcde", "namespace": "one", "operation": "CREATE", "dryRun": %s,
              "object": {"kind": "Eviction", "apiVersion": "policy/v1", "metadata": {"name": "shop-0-abcde"},
                "deleteOptions": %s}}}
            """.formatted(dryRun, options).getBytes(UTF_8);
    }

    private static JsonNode answer(Answer answer) throws IOException {
        return new JsonMapper().readTree(new EvictionReview("c3f0", "one", "shop-0-abcde", false).with(answer));
    }
}
