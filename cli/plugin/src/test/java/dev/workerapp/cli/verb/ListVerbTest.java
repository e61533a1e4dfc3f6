package dev.workerapp.cli.verb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.cli.CommandLines;
import dev.workerapp.cli.testing.Golden;
import dev.workerapp.cli.testing.Printed;
import dev.workerapp.cli.testing.RecordedCluster;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListVerbTest {

    private static final String APPS = "/apis/workerapp.dev/v1/namespaces/default/workerapps";
    private static final String PODS = "/api/v1/namespaces/default/pods?labelSelector=workerapp.dev%2Fworker%3Dtrue";
    private static final String USAGE = "/apis/metrics.k8s.io/v1beta1/namespaces/default/pods";

    private final RecordedCluster cluster = new RecordedCluster()
            .answer(APPS, "apps.json")
            .answer(PODS, "workers.json")
            .answer(USAGE, "usage.json");
    private final CommandLines lines = CommandLines.of(cluster);

    @Test
    void showsTheAppsAsKubectlGetDoes() {
        Golden.check("list", lines.run("list").all());
    }

    @Test
    void hasTheNamesThatPm2Gives() {
        for (String name : List.of("ls", "ps", "status")) {
            assertThat(lines.run(name)).isEqualTo(lines.run("list"));
        }
    }

    @Test
    void showsMoreWhenWide() {
        Golden.check("list-wide", lines.run("list", "-o", "wide").all());
    }

    @Test
    void showsWorkers() {
        Golden.check("list-workers", lines.run("list", "--workers").all());
    }

    @Test
    void paintsTheStateOnATerminalOnly() {
        CommandLines terminal = lines.onTerminal();

        Golden.check("list-colour", terminal.run("list").all());
        assertThat(terminal.with("NO_COLOR", "1").run("list")).isEqualTo(lines.run("list"));
        assertThat(terminal.with("TERM", "dumb").run("list")).isEqualTo(lines.run("list"));
        assertThat(terminal.run("list", "--color", "never")).isEqualTo(lines.run("list"));
        assertThat(lines.with("NO_COLOR", "1").run("list", "--color=always")).isEqualTo(terminal.run("list"));
        assertThat(lines.with("FORCE_COLOR", "1").run("list")).isEqualTo(terminal.run("list"));
    }

    @ParameterizedTest
    @CsvSource({"80, C", "80, C.UTF-8", "120, C", "120, C.UTF-8"})
    void isTheSameInAnyTerminal(String columns, String locale) {
        CommandLines other = lines.with("COLUMNS", columns).with("LANG", locale);

        assertThat(other.run("list", "-o", "wide")).isEqualTo(lines.run("list", "-o", "wide"));
        assertThat(other.run("list", "--workers")).isEqualTo(lines.run("list", "--workers"));
    }

    @Test
    void saysWhyCpuAndMemoryAreNotThere() {
        RecordedCluster plain = new RecordedCluster().answer(APPS, "apps.json");

        Printed wide = CommandLines.of(plain).run("list", "-o", "wide");

        assertThat(wide.err())
                .isEqualTo("No CPU and MEMORY: the cluster does not serve metrics.k8s.io (metrics-server).\n");
        assertThat(wide.exit()).isZero();
        assertThat(CommandLines.of(plain).run("list", "-o", "wide", "-q").err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "name, cart new shop",
        "name:desc, shop new cart",
        "age, new cart shop",
        "status, new cart shop",
        "restarts:desc, cart shop new",
        "cpu:desc, shop cart new",
        "memory, cart new shop"
    })
    void sorts(String sorting, String names) {
        List<String> first = lines.run("list", "--no-headers", "--sort", sorting)
                .out()
                .lines()
                .map(line -> line.split(" ", 2)[0])
                .toList();

        assertThat(String.join(" ", first)).isEqualTo(names);
    }

    @Test
    void listsOnlyWhatIsNamed() {
        assertThat(lines.run("list", "wa/cart", "--no-headers").out())
                .startsWith("cart ")
                .hasLineCount(1);
        assertThat(lines.run("list", "nope"))
                .isEqualTo(new Printed(
                        1, "", "Error from server (NotFound): workerapps.workerapp.dev \"nope\" not found\n"));
    }

    @Test
    void theListOfNothingIsNoError() {
        RecordedCluster empty = new RecordedCluster().answer("GET", APPS, 200, "{\"items\":[]}".getBytes(UTF_8));

        assertThat(CommandLines.of(empty).run("list"))
                .isEqualTo(new Printed(0, "", "No resources found in default namespace.\n"));
    }

    @Test
    void leavesTheFormatsOfKubectlToKubectl() {
        assertThat(lines.run("list", "-o", "jsonpath={.items[*].metadata.name}", "-A", "-l", "tier=web")
                        .exit())
                .isZero();
        assertThat(lines.run("list", "shop", "--workers", "-ojson", "-w").exit())
                .isZero();
        assertThat(cluster.commands())
                .containsExactly(
                        List.of(
                                "get",
                                "workerapps.v1.workerapp.dev",
                                "--selector=tier=web",
                                "--all-namespaces",
                                "--output=jsonpath={.items[*].metadata.name}"),
                        List.of("get", "pods", "--selector=workerapp.dev/app in (shop)", "--watch", "--output=json"));
    }

    @Test
    void refusesWhatPm2WouldTake() {
        assertThat(lines.run("list", "all").err())
                .isEqualTo(
                        "error: there is no WorkerApp \"all\" in namespace \"default\"; for every app of the namespace"
                                + " use --all\n");
        assertThat(lines.run("list", "3").exit()).isEqualTo(2);
        assertThat(lines.run("list", "--sort", "size").err()).startsWith("error: --sort is by name, status,");
    }
}
