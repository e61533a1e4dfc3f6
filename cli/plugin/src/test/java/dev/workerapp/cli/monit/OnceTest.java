package dev.workerapp.cli.monit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.cli.CommandLines;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.json.JsonText;
import dev.workerapp.cli.output.Colours;
import dev.workerapp.cli.output.Console;
import dev.workerapp.cli.output.Surroundings;
import dev.workerapp.cli.testing.Golden;
import dev.workerapp.cli.testing.LiveCluster;
import dev.workerapp.cli.testing.Printed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class OnceTest {

    private final LiveCluster cluster = MonitoredShop.cluster();

    private Printed run(String... words) {
        return CommandLines.of(cluster).run(words);
    }

    private static String printed(Consumer<Console> what) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, UTF_8);
        what.accept(new Console(
                stream,
                stream,
                new Surroundings(Map.of("LANG", "C.UTF-8"), false, false, false),
                new Colours(false),
                false));
        return out.toString(UTF_8);
    }

    @Test
    void aSampleIsATableOrAnObject() {
        Golden.check("monit-once", printed(console -> Once.table(MonitoredShop.sample(), console, CommandLines.NOW)));
        Golden.check("monit-once-json", printed(console -> Once.json(MonitoredShop.sample(), "json", console)));
    }

    @Test
    void ratesAreOfOneInterval() throws IOException {
        Printed printed = run("monit", "shop", "--once", "--interval", "500ms", "-o", "json");

        Json sample = JsonText.read(printed.out().getBytes(UTF_8));
        assertThat(printed.exit()).isZero();
        assertThat(sample.at("measured").text()).isEqualTo("4");
        assertThat(sample.at("running").text()).isEqualTo("5");
        assertThat(Double.parseDouble(sample.at("requestsPerSecond").text())).isPositive();
        assertThat(sample.at("p99Seconds").present()).isTrue();
        assertThat(sample.at("workers").items()).hasSize(5).allSatisfy(worker -> assertThat(
                        worker.at("requestsPerSecond").present())
                .isEqualTo(worker.at("slot").integer(0) != 0));
        assertThat(sample.at("missing").items())
                .containsExactly(Json.of("slot 0 has no worker runtime, or the API server can't reach its pod"));
    }

    @Test
    void whoMayNotMeasureIsToldOnceAndSeesTheWorkers() {
        MonitoredShop.PODS.forEach(pod -> cluster.answer(
                "/api/v1/namespaces/default/pods/" + pod + ":7979/proxy/metrics",
                _ -> LiveCluster.reply(403, "{\"kind\":\"Status\",\"reason\":\"Forbidden\"}")));

        Printed printed = run("top", "shop", "--once", "--interval", "500ms");

        assertThat(printed.out()).contains("shop-3-x7k2p  ready").contains("– req/s");
        assertThat(printed.err())
                .isEqualTo("no JVM figures: you may not \"get pods/proxy\" in default (role edit has it)\n");
    }

    @Test
    void wrongOptionsAreSaid() {
        assertThat(run("monit", "shop"))
                .isEqualTo(
                        new Printed(2, "", "error: monit draws on a terminal, and this is none: use monit --once\n"));
        assertThat(run("monit", "--once", "--interval", "1ms").exit()).isEqualTo(2);
        assertThat(run("monit", "shop", "cart", "--once").exit()).isEqualTo(2);
        assertThat(run("monit", "nope", "--once").err())
                .isEqualTo("error: there is no WorkerApp \"nope\" in namespace default\n");
    }
}
