package dev.workerapp.operator;

import dev.workerapp.operator.WorkerAppReconciler.WritesFactory;
import dev.workerapp.operator.config.Kind;
import dev.workerapp.operator.connection.Connection;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Starts the operator as it ships, for the tests of another package. */
public final class OperatorUnderFaults {

    /** Events come within milliseconds of each other here, so a burst is shorter; all else is done at once and by itself. */
    private static final Pace QUICK = new Pace(Duration.ofMillis(25), Duration.ZERO, Duration.ZERO, Pace.USUAL.usage());

    private OperatorUnderFaults() {}

    /**
     * Starts an operator that looks after all namespaces.
     *
     * @param passes hears of the name of an app whenever a pass of it begins
     */
    public static OperatorProcess start(Connection connection, Consumer<String> passes) throws IOException {
        Settings settings = new Settings(
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                "test",
                true,
                "example/runtime:1",
                0,
                Optional.empty(),
                Set.of(Kind.CONFIG_MAP),
                10,
                Optional.empty());
        WritesFactory writes = (context, sources, events) -> {
            passes.accept(context.getPrimaryResource().getMetadata().getName());
            return OperatorRun.API.in(context, sources, events);
        };
        return OperatorProcess.start(settings, connection, writes, QUICK);
    }
}
