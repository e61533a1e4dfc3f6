package dev.workerapp.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.planner.UndoRequest;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class AskedUndoTest {

    private static UndoRequest by(String metadata) {
        return AskedUndo.by(Serialization.unmarshal("""
                apiVersion: workerapp.dev/v1
                kind: WorkerApp
                metadata: {name: shop%s}
                spec: {image: "example/shop:1", port: 80}
                """.formatted(metadata), WorkerApp.class));
    }

    @Test
    void no_token_or_an_empty_one_asks_for_nothing_wherever_to() {
        assertThat(by("")).isEqualTo(UndoRequest.NONE);
        assertThat(by(", annotations: {workerapp.dev/undo-requested-at: \" \", workerapp.dev/undo-to: \"3\"}"))
                .isEqualTo(UndoRequest.NONE);
    }

    @Test
    void a_request_says_what_where_to_and_who() {
        UndoRequest request = by("""
                , annotations: {workerapp.dev/undo-requested-at: monday, workerapp.dev/undo-to: " 3 "},
                managedFields: [
                  {manager: argocd-controller, operation: Apply, time: "2026-01-02T03:04:05Z"},
                  {manager: kubectl-annotate, operation: Update, time: "2026-01-02T03:04:06Z"}]""");

        assertThat(request).isEqualTo(new UndoRequest("monday", "3", "kubectl-annotate"));
    }

    @Test
    void a_token_of_any_length_fits_into_what_is_said_of_it() {
        assertThat(by(", annotations: {workerapp.dev/undo-requested-at: \"" + "x".repeat(1000) + "\"}")
                        .token())
                .hasSize(253);
    }

    @Test
    void a_token_is_not_cut_within_a_character() {
        String token = by(", annotations: {workerapp.dev/undo-requested-at: \"" + "x".repeat(252) + "\uD83D\uDE00\"}")
                .token();

        assertThat(token).isEqualTo("x".repeat(252));
    }
}
