package dev.workerapp.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.model.Model;
import dev.workerapp.operator.ramp.ConfigRamp;
import dev.workerapp.operator.ramp.ConfigStanding;
import dev.workerapp.operator.ramp.SharedContent;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An app that has begun gives its place back, whatever becomes of it. */
class ConfigTurnsTest {

    private static final Set<SharedContent> CONTENT = Set.of(new SharedContent("here/ConfigMap/shop *", "new"));

    private final Set<ResourceID> existing = new HashSet<>(Set.of(name("a"), name("b")));
    private final List<ResourceID> looks = new ArrayList<>();
    private final ConfigTurns turns = new ConfigTurns(
            new ConfigRamp(10),
            existing::contains,
            () -> existing.stream().map(ResourceID::getName).map(ConfigTurnsTest::app),
            _ -> ConfigStanding.NONE,
            looks::add);

    private static ResourceID name(String name) {
        return new ResourceID(name, "here");
    }

    private static WorkerApp app(String name) {
        return Model.JSON.unmarshal("""
                apiVersion: workerapp.dev/v1
                kind: WorkerApp
                metadata: {name: %s, namespace: here}
                spec: {image: "example/shop:1", reload: {onConfigChange: Reload}}
                """.formatted(name), WorkerApp.class);
    }

    @Test
    void one_whose_pass_has_failed_does() {
        assertThat(turns.take(name("a"), CONTENT)).isEmpty();
        assertThat(turns.take(name("b"), CONTENT)).isPresent();

        turns.failed(app("a"));

        assertThat(looks).containsExactly(name("b"));
        assertThat(turns.take(name("b"), CONTENT)).isEmpty();
    }

    @Test
    void one_that_was_deleted_in_its_pass_does_when_the_pass_has_failed() {
        turns.take(name("a"), CONTENT);
        existing.remove(name("a"));
        turns.failed(app("a"));

        assertThat(turns.take(name("b"), CONTENT)).isEmpty();
    }

    @Test
    void one_of_a_loop_that_has_ended_does() {
        turns.take(name("a"), CONTENT);
        turns.close();
        turns.failed(app("a"));

        assertThat(turns.take(name("b"), CONTENT)).isEmpty();
    }
}
