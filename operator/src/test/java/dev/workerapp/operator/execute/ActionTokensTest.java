package dev.workerapp.operator.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.execute.Writes.Creation;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** When the Secret of an app is made, and how often that is tried. */
class ActionTokensTest {

    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final WorkerApp APP = app("u");

    private final List<Secret> tried = new ArrayList<>();
    private final ActionTokens tokens = new ActionTokens();

    @Test
    void it_is_made_once_for_each_app_with_a_token_of_its_own() {
        Writes writes = answering(() -> Creation.CREATED);

        tokens.keep(APP, writes, NOW);
        tokens.keep(APP, writes, NOW.plus(Duration.ofDays(400)));
        tokens.keep(app("v"), writes, NOW);

        assertThat(tried).hasSize(2);
        assertThat(tried.get(0).getData()).isNotEqualTo(tried.get(1).getData());
    }

    @Test
    void one_that_is_there_is_tried_again_ever_more_seldom_since_it_may_go() {
        Writes writes = answering(() -> Creation.ALREADY_THERE);

        for (int minute = 0; minute < 64; minute++) {
            tokens.keep(APP, writes, NOW.plus(Duration.ofMinutes(minute)));
        }

        // After 1, 2, 4, 8, 16 and 32 minutes more.
        assertThat(tried).hasSize(7);
    }

    @Test
    void a_day_is_the_longest_wait() {
        Writes writes = answering(() -> Creation.ALREADY_THERE);
        for (int day = 0; day < 100; day++) {
            tokens.keep(APP, writes, NOW.plus(Duration.ofDays(day)));
        }

        assertThat(tried).hasSize(100);
    }

    @Test
    void an_operator_that_may_not_make_it_goes_on_without() {
        Writes writes = answering(() -> {
            throw new KubernetesClientException("forbidden", 403, null);
        });

        tokens.keep(APP, writes, NOW);
        tokens.keep(APP, writes, NOW.plusSeconds(30));
        tokens.keep(APP, writes, NOW.plusSeconds(60));

        assertThat(tried).hasSize(2);
    }

    private Writes answering(Supplier<Creation> answer) {
        return (Writes) Proxy.newProxyInstance(
                Writes.class.getClassLoader(), new Class<?>[] {Writes.class}, (_, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("createSecret");
                    tried.add((Secret) arguments[0]);
                    return answer.get();
                });
    }

    private static WorkerApp app(String uid) {
        return Serialization.unmarshal("""
                apiVersion: workerapp.dev/v1
                kind: WorkerApp
                metadata: {name: shop, namespace: default, uid: %s}
                spec: {image: "example/shop:1", port: 80, readiness: {signal: Ready}}
                """.formatted(uid), WorkerApp.class);
    }
}
