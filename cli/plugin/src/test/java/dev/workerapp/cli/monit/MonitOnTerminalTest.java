package dev.workerapp.cli.monit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.workerapp.cli.OnTerminal;
import dev.workerapp.cli.testing.Tmux;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** monit in a real terminal: what keys do, and how the terminal is afterwards. */
class MonitOnTerminalTest {

    private static final String AS_IT_WAS = "0 1";

    @TempDir
    private Path folder;

    private Tmux tmux;

    @BeforeEach
    void begin() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Files.writeString(
                folder.resolve("java"),
                "-XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED -cp \"" + classPath + "\"");
        Files.writeString(
                folder.resolve("monit"),
                "exec " + java + " @" + folder.resolve("java") + " \"$@\" " + OnTerminal.class.getName()
                        + " monit shop --interval 500ms\n");
        tmux = Tmux.start(120, 24);
        tmux.type("cd " + folder);
        saveModes("before");
    }

    @AfterEach
    void end() {
        tmux.close();
    }

    /** The settings of the terminal, as stty prints them, in a file. */
    private void saveModes(String file) {
        tmux.type("stty -g > " + file + ".part && mv " + file + ".part " + file);
        await().until(() -> Files.exists(folder.resolve(file)));
    }

    private void start(String options) {
        tmux.type("clear; sh ./monit " + options + "; echo \"exit $?\"");
    }

    private void awaitScreen(String... parts) {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(tmux.screen()).contains(parts));
    }

    private void assertRestored(String file) throws IOException {
        assertThat(tmux.state()).isEqualTo(AS_IT_WAS);
        saveModes(file);
        assertThat(folder.resolve(file)).hasSameTextualContentAs(folder.resolve("before"));
    }

    @Test
    void keysChooseWhatIsShown() throws IOException {
        start("");
        awaitScreen(
                "━━ logs",
                "shop   Ready  4/4",
                "THREADS",
                "shop-3-x7k2p",
                "logs (shop/0, shop-0-ab12c)",
                "slot 0 serves");
        awaitScreen("slot 0 has no worker runtime");
        assertThat(tmux.state()).isEqualTo("1 0");

        tmux.press("Down");
        awaitScreen("logs (shop/1, ", "slot 1 serves");
        tmux.press("s");
        awaitScreen("sort: req/s");
        tmux.press("/", "x", "7");
        awaitScreen("/x7", "logs (shop/3, ");
        tmux.press("Enter");
        awaitScreen("filter: x7");
        assertThat(tmux.screen()).doesNotContain("shop-1-0w9cc");
        tmux.press("/", "Escape");
        awaitScreen("shop-1-0w9cc");

        tmux.resize(80, 20);
        await().untilAsserted(() ->
                assertThat(tmux.screen()).contains("shop-3-x7k2p", "P99 ms").doesNotContain("THREADS"));
        tmux.press("w");
        awaitScreen("why shop", "shop is as asked");
        tmux.press("Escape", "r");
        awaitScreen("Reload all workers of shop, replacement first? y/n");
        tmux.press("n", "Space");
        awaitScreen("frozen");
        tmux.press("Space", "?");
        awaitScreen("choose a worker");

        tmux.press("q");
        awaitScreen("exit 0");
        assertRestored("after");
    }

    @Test
    void stoppingGivesTheTerminalBackUntilItGoesOn() throws IOException {
        start("");
        awaitScreen("shop-3-x7k2p");
        tmux.press("C-z");
        awaitScreen("Stopped");
        assertRestored("stopped");

        tmux.type("clear; fg");
        awaitScreen("shop-3-x7k2p", "q quit");
        tmux.press("Down");
        awaitScreen("logs (shop/1, ");

        tmux.press("C-c");
        await().untilAsserted(() -> assertThat(tmux.state()).isEqualTo(AS_IT_WAS));
        tmux.type("echo \"code $?\"");
        awaitScreen("code 130");
        assertRestored("after");
    }

    @Test
    void anExceptionGivesTheTerminalBack() throws IOException {
        start("-Dcrash='nobody thought of it'");
        awaitScreen("IllegalStateException: nobody thought of it", "exit 1");
        assertRestored("after");
    }
}
