package dev.workerapp.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What an app says of ten kinds of trouble, beside what {@code kubectl describe pod} says: the cluster's own words stand in
 * its slot, in its condition Stalled and in its Event. Prints the table of docs/operations.md, in full.
 */
@ExtendWith(Cluster.class)
class TroubleTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String SURROUNDINGS = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: settings}
            data: {other: value}
            ---
            apiVersion: v1
            kind: ResourceQuota
            metadata: {name: gpus}
            spec: {hard: {requests.example.com/gpu: "0"}}
            """;

    /**
     * What is said of one trouble.
     *
     * @param status the column STATUS
     * @param slot the slot's reason and message
     * @param stalled the message of the condition Stalled; empty while it is not true
     * @param event the Warnings about the app
     * @param pod what {@code kubectl describe pod} shows: states of containers, and Warnings
     */
    private record Said(String status, String slot, String stalled, List<String> event, List<String> pod) {}

    @Test
    void the_clusters_own_words_reach_whoever_asks() {
        List<String> rows = new ArrayList<>();
        try (Namespace namespace = Namespace.create("trouble")) {
            namespace.apply(SURROUNDINGS);
            namespace.kubectl("wait", "quota/gpus", "--for=jsonpath={.status.hard}", "--timeout=60s");
            for (Trouble trouble : Trouble.ALL) {
                namespace.apply(trouble.manifest());
            }

            for (Trouble trouble : Trouble.ALL) {
                await(trouble.app()).atMost(Duration.ofMinutes(4)).untilAsserted(() -> {
                    Said said = said(namespace, trouble);
                    check(trouble, said);
                    rows.add(row(trouble, said));
                });
            }
        }
        assertThat(rows).hasSize(10);
        rows.addAll(
                0,
                List.of(
                        "| trouble | STATUS | slot | Event | `kubectl describe pod` |",
                        "| --- | --- | --- | --- | --- |"));
        rows.forEach(System.out::println);
    }

    private static void check(Trouble trouble, Said said) {
        assertThat(said.slot()).as("slot").contains(trouble.words());
        assertThat(said.stalled()).as("Stalled").contains(trouble.words());
        assertThat(said.event()).as("Events").anyMatch(note -> note.contains(trouble.words()));
        assertThat(said.status()).isIn("Degraded", "Halted");
        if (!trouble.isWithoutPod()) {
            assertThat(said.pod()).as("pod").anyMatch(words -> words.contains(trouble.words()));
        }
    }

    private static Said said(Namespace namespace, Trouble trouble) {
        JsonNode status = json(namespace, "get", "workerapp", trouble.app()).path("status");
        JsonNode slot = status.path("slots").path(0);
        JsonNode pods = json(namespace, "get", "pods", "-l", "workerapp.dev/app=" + trouble.app());
        return new Said(
                status.path("state").asText(),
                slot.path("reason").asText() + ": " + slot.path("message").asText(),
                items(status.path("conditions"))
                        .filter(condition -> condition.path("type").asText().equals("Stalled")
                                && condition.path("status").asText().equals("True"))
                        .map(condition -> condition.path("message").asText())
                        .collect(Collectors.joining()),
                warnings(namespace, "WorkerApp", trouble.app()),
                items(pods.path("items"))
                        .flatMap(pod -> ofPod(namespace, pod))
                        .distinct()
                        .toList());
    }

    private static Stream<String> ofPod(Namespace namespace, JsonNode pod) {
        JsonNode status = pod.path("status");
        Stream<String> states = Stream.of("initContainerStatuses", "containerStatuses")
                .flatMap(kind -> items(status.path(kind)))
                .flatMap(container -> Stream.of(container.path("state"), container.path("lastState")))
                .flatMap(state -> Stream.of(state.path("waiting"), state.path("terminated")))
                .flatMap(TroubleTest::words);
        return Stream.of(
                        words(status),
                        states,
                        warnings(
                                namespace,
                                "Pod",
                                pod.path("metadata").path("name").asText())
                                .stream())
                .flatMap(words -> words);
    }

    /** The reason, the message and the exit code of a state, if it has any. */
    private static Stream<String> words(JsonNode state) {
        Stream<String> exit = Stream.of(state.path("exitCode"))
                .filter(code -> code.asInt() != 0)
                .map(code -> "exit code " + code.asInt());
        String words = Stream.concat(
                        Stream.of("reason", "message")
                                .map(field -> state.path(field).asText().strip()),
                        exit)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(": "));
        return words.isEmpty() || words.equals("PodInitializing") ? Stream.of() : Stream.of(words);
    }

    private static List<String> warnings(Namespace namespace, String kind, String name) {
        JsonNode events = json(
                namespace,
                "get",
                "events",
                "--field-selector",
                "type=Warning,involvedObject.kind=" + kind + ",involvedObject.name=" + name);
        return items(events.path("items"))
                .map(event -> event.path("reason").asText() + ": "
                        + event.path("message").asText())
                .distinct()
                .toList();
    }

    private static JsonNode json(Namespace namespace, String... command) {
        String[] all =
                Stream.concat(Stream.of(command), Stream.of("-o", "json")).toArray(String[]::new);
        try {
            return JSON.readTree(namespace.kubectl(all));
        } catch (JsonProcessingException e) {
            throw new AssertionError(String.join(" ", all), e);
        }
    }

    private static Stream<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static String row(Trouble trouble, Said said) {
        String event = said.event().stream()
                .filter(note -> note.contains(trouble.words()))
                .findFirst()
                .orElse("");
        String pod = said.pod().isEmpty() ? "There is no pod." : String.join("<br>", said.pod());
        return Stream.of(trouble.what(), said.status(), said.slot(), event, pod)
                .map(cell -> cell.strip().replace("|", "\\|").replace("\n", "<br>"))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }
}
