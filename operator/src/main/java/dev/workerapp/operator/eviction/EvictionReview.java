package dev.workerapp.operator.eviction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.stream.StreamSupport;

/**
 * What the API server asks about an eviction ({@code AdmissionReview} of {@code admission.k8s.io/v1}).
 *
 * @param uid what the answer must repeat
 * @param namespace the pod's namespace
 * @param pod the pod's name
 * @param dryRun whether nothing is to be done about it
 */
record EvictionReview(String uid, String namespace, String pod, boolean dryRun) {

    private static final JsonMapper JSON = new JsonMapper();

    /** Kubernetes' own answer to an eviction that has to wait: kubectl and the autoscalers try again later. */
    private static final int TOO_MANY_REQUESTS = 429;

    /** The answer. */
    sealed interface Answer {
        /** Nothing speaks against the eviction; the app's budget is asked next. */
        record Allowed() implements Answer {}

        /**
         * The eviction has to wait.
         *
         * @param message why, for the person or the log of what asked
         */
        record Refused(String message) implements Answer {}
    }

    /**
     * Reads it. An eviction is a dry run by its request or by the options of the delete that it stands for.
     *
     * @throws IOException if it is not a review of an eviction
     */
    static EvictionReview read(byte[] body) throws IOException {
        JsonNode request = JSON.readTree(body).path("request");
        String uid = request.path("uid").asText();
        String namespace = request.path("namespace").asText();
        String pod = request.path("name").asText();
        if (uid.isEmpty()
                || namespace.isEmpty()
                || pod.isEmpty()
                || !request.path("subResource").asText().equals("eviction")) {
            throw new IOException("not the review of an eviction of a pod");
        }
        boolean dryRun = request.path("dryRun").asBoolean()
                || StreamSupport.stream(
                                request.at("/object/deleteOptions/dryRun").spliterator(), false)
                        .anyMatch(part -> part.asText().equals("All"));
        return new EvictionReview(uid, namespace, pod, dryRun);
    }

    /** The answer, as the API server reads it. */
    byte[] with(Answer answer) throws IOException {
        ObjectNode review = JSON.createObjectNode();
        review.put("apiVersion", "admission.k8s.io/v1").put("kind", "AdmissionReview");
        ObjectNode response = review.putObject("response").put("uid", uid);
        switch (answer) {
            case Answer.Allowed() -> response.put("allowed", true);
            case Answer.Refused(String message) ->
                response.put("allowed", false)
                        .putObject("status")
                        .put("status", "Failure")
                        .put("code", TOO_MANY_REQUESTS)
                        .put("reason", "TooManyRequests")
                        .put("message", message);
        }
        return JSON.writeValueAsBytes(review);
    }
}
