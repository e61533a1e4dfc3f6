package dev.workerapp.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.WorkerApp;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class LastStatusTest {

    private final LastStatus statuses = new LastStatus();

    @Test
    void the_newer_of_what_was_seen_and_what_was_written_counts() {
        statuses.wrote(app("a", 7, "Ready"));

        assertThat(statuses.of(app("a", 6, "Scaling")).orElseThrow().state()).isEqualTo("Ready");
        assertThat(statuses.of(app("a", 8, "Scaling")).orElseThrow().state()).isEqualTo("Scaling");
        assertThat(statuses.size()).isZero();
    }

    @Test
    void of_apps_that_come_and_go_only_so_many_are_kept() {
        for (int number = 0; number < 3 * LastStatus.MOST; number++) {
            statuses.wrote(app("a" + number, 7, "Ready"));
        }

        assertThat(statuses.size()).isEqualTo(LastStatus.MOST);
        assertThat(statuses.of(app("a" + (3 * LastStatus.MOST - 1), 6, "Scaling"))
                        .orElseThrow()
                        .state())
                .isEqualTo("Ready");
    }

    private static WorkerApp app(String uid, int version, String state) {
        return Serialization.unmarshal("""
                apiVersion: workerapp.dev/v1
                kind: WorkerApp
                metadata: {name: shop, uid: %s, resourceVersion: "%d"}
                status: {state: %s}
                """.formatted(uid, version, state), WorkerApp.class);
    }
}
