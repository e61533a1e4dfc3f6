package dev.workerapp.operator.faults;

import static dev.workerapp.operator.faults.World.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What fails for ever is tried again with a back-off: ten minutes pass on the API server's clock, with a look at the app
 * every five seconds, and the pods that the operator tries to create are counted.
 */
class BackOffTest {

    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final int LOOKS = 120;

    /** A pod that ends: at once, at once again, then after 1, 3, 7, 15, 31, 63, 127, 255 and 511 s; the next at 811 s. */
    private static final int MOST_PODS = 11;

    /** A pod that is not created: at once, then after 1, 3, 7, 15 and 31 s, then each 30 s. */
    private static final int MOST_TRIES = 26;

    private static final int FEWEST = 6;

    private final World world = Worlds.in(new RunSpec(Scenario.RELOAD, false, true, 0, List.of()));
    private final Invariants invariants = new Invariants(world, Scenario.RELOAD);
    private final Passes passes = new Passes();

    @AfterEach
    void close() {
        world.close();
    }

    /** As for an unsafe sysctl: the pod ends in the phase Failed before a container of it runs. */
    @Test
    void a_pod_that_the_kubelet_refuses() {
        FaultyTransport transport = transport(List.of());
        try (Supervised operator = start(transport)) {
            await(operator.started());

            world.image(SHOP, "refused");
            tenMinutes();

            assertThat(world.created(SHOP, "refused")).isBetween(FEWEST, MOST_PODS);
            assertThat(status()).contains("SysctlForbidden", "forbidden sysctl", "Stalled");
            assertOthersGoOn();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"NO_CONNECTION", "TOO_MANY_REQUESTS", "INTERNAL_ERROR", "UNAVAILABLE", "FORBIDDEN"})
    void a_pod_that_the_api_server_does_not_create(FaultKind kind) {
        Fault fault = new Fault(new Point("POST shop/pods", 1), kind, Fault.LASTING);
        FaultyTransport transport = transport(List.of(fault));
        try (Supervised operator = start(transport)) {
            await(operator.started());

            world.image(SHOP, "v2");
            tenMinutes();

            assertThat(transport.count(fault)).isBetween(FEWEST, MOST_TRIES);
            assertThat(status()).contains(kind.words().orElseThrow());
            assertOthersGoOn();
        }
    }

    private FaultyTransport transport(List<Fault> faults) {
        return new FaultyTransport(world.server(), faults, _ -> {});
    }

    private Supervised start(FaultyTransport transport) {
        return new Supervised(transport, clock -> Run.client(false, clock), world.clock(), passes::began);
    }

    private void tenMinutes() {
        for (int look = 0; look < LOOKS; look++) {
            CompletableFuture<Void> looked = passes.next(SHOP.name());
            world.clock().forward(LOOK);
            world.nudge(SHOP);
            await(looked);
        }
    }

    private String status() {
        return world.server().object(SHOP).orElseThrow().path("status").toString();
    }

    private void assertOthersGoOn() {
        world.image(world.other(), "v2");
        await(world.once(now -> now.is(now.other(), "Ready", "v2")));
        assertThat(invariants.broken()).isEmpty();
    }

    private static void await(CompletableFuture<Void> what) {
        try {
            what.get(2, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("no end", e);
        }
    }
}
