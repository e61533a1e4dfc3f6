package dev.workerapp.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process as the kubelet sees it. */
class MainTest {

    @Test
    void an_operator_that_cannot_start_ends_and_says_why_in_one_line(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: none, cluster: {server: "http://127.0.0.1:1"}}]
                contexts: [{name: none, context: {cluster: none, user: none}}]
                users: [{name: none, user: {}}]
                current-context: none
                """);
        ProcessBuilder operator = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName());
        operator.environment().put("KUBECONFIG", kubeconfig.toString());
        operator.environment().put("KUBERNETES_REQUEST_RETRY_BACKOFFLIMIT", "0");
        operator.environment().put("PORT", "0");
        Path errors = folder.resolve("errors");

        Process process = operator.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(errors.toFile())
                .start();

        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(Files.readAllLines(errors, UTF_8))
                .singleElement()
                .asString()
                .startsWith("The operator can't start: ")
                .contains("Connect");
    }
}
