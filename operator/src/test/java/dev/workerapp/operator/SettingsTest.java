package dev.workerapp.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.workerapp.operator.eviction.EvictionSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void an_empty_environment_watches_everywhere_and_alone() {
        Settings settings = Settings.read(Map.of());

        assertThat(settings.namespaces()).isEmpty();
        assertThat(settings.lease()).isEmpty();
        assertThat(settings.watchNodes()).isTrue();
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.evictions()).isEmpty();
        assertThat(settings.mostConfigReloads()).isEqualTo(10);
        assertThat(settings.takesActions()).isFalse();
        assertThat(Settings.read(Map.of("ACTIONS", "true")).takesActions()).isTrue();
    }

    @Test
    void namespaces_are_separated_by_commas() {
        assertThat(Settings.read(Map.of("WATCH_NAMESPACES", "a, b,,c")).namespaces())
                .containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void evictions_are_answered_at_the_name_of_the_service() {
        Map<String, String> environment = Map.of(
                "EVICTION_WEBHOOK",
                "workerapp.system",
                "EVICTION_WEBHOOK_SERVICE",
                "webhook",
                "POD_NAMESPACE",
                "system");

        assertThat(Settings.read(environment).evictions())
                .contains(new EvictionSettings("workerapp.system", "system", "webhook", "webhook.system.svc", 8443));
    }

    @Test
    void a_wrong_value_is_named() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.read(Map.of("WATCH_NODES", "yes")))
                .withMessage("WATCH_NODES is true or false, not yes.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.read(Map.of("LEASE", "workerapp")))
                .withMessageContaining("POD_NAMESPACE");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.read(Map.of("DIGEST_KEY", "workerapp-digest-key")))
                .withMessageContaining("POD_NAMESPACE");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.read(Map.of("COPIES", "ConfigMap,Secret")))
                .withMessageContaining("DIGEST_KEY");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.read(Map.of("COPIES", "Pod")))
                .withMessage("COPIES has ConfigMap and Secret alone, not Pod.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.read(Map.of("PORT", "http")))
                .withMessage("PORT is a number from 0 to 65535, not http.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.read(Map.of("CONFIG_RELOADS", "0")))
                .withMessage("CONFIG_RELOADS is a number from 1 to 9999, not 0.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.read(Map.of("EVICTION_WEBHOOK", "workerapp")))
                .withMessageContaining("EVICTION_WEBHOOK_SERVICE");
    }
}
