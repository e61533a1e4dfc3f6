package dev.workerapp.ecosystem.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With programs in the place of node that do what another node might do. */
class NodeReaderTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void a_node_that_is_not_there() throws Exception {
        assertThat(new NodeReader(folder.toString(), Duration.ofSeconds(10)).module(file()))
                .isEqualTo(new Outcome.NotRun("node is not on the PATH"));
    }

    @Test
    void a_node_that_knows_no_permission_model() throws Exception {
        assertThat(readerOf("exit 9", Duration.ofSeconds(10)).module(file()))
                .isEqualTo(new Outcome.NotRun("this node has no permission model, which Node.js 20 has"));
    }

    @Test
    void a_node_that_does_not_end() throws Exception {
        assertThat(readerOf("while :; do :; done", Duration.ofMillis(1)).module(file()))
                .isEqualTo(new Outcome.NotRun("it has not ended after 0 s"));
    }

    @Test
    void a_node_that_knows_the_model_by_its_first_name() throws Exception {
        assertThat(readerOf("""
                                test "$1" = --experimental-permission || exit 9
                                echo '{"value": {"a": 1}, "isDefault": true, "asked": ["HOME"], "machine": []}' >&3
                                """, Duration.ofSeconds(60)).module(file()))
                .isInstanceOfSatisfying(Outcome.Exported.class, exported -> {
                    assertThat(exported.isDefault()).isTrue();
                    assertThat(exported.asked()).containsExactly("HOME");
                });
    }

    private Path file() throws Exception {
        return Files.writeString(folder.resolve("ecosystem.config.js"), "");
    }

    private NodeReader readerOf(String script, Duration limit) throws Exception {
        Path node = Files.writeString(folder.resolve("node"), "#!/bin/sh\n" + script + "\n");
        assertThat(node.toFile().setExecutable(true)).isTrue();
        return new NodeReader(folder.toString(), limit);
    }
}
