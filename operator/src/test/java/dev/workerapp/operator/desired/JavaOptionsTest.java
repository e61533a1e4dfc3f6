package dev.workerapp.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.WorkerApp;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a JVM makes of the variables of a worker. */
class JavaOptionsTest {

    @Test
    void each_option_reaches_the_jvm_as_it_stands_and_those_of_the_image_and_of_env_stay_in_force() throws Exception {
        Map<String, String> variables = variables("""
                java: {options: ["-Dblank=a b", "-Dquotes='it''s' \\"so\\"", --add-opens, java.base/java.lang=ALL-UNNAMED]}
                env: [{name: JDK_JAVA_OPTIONS, value: -Denv=yes}]
                """);

        String settings = settings(variables, Map.of("JAVA_TOOL_OPTIONS", "-Dimage=yes"));

        assertThat(settings)
                .contains("    blank = a b\n")
                .contains("    quotes = 'it''s' \"so\"\n")
                .contains("    env = yes\n")
                .contains("    image = yes\n");
    }

    /** What a JVM with these variables, beside those of an image, says of its properties. */
    private static String settings(Map<String, String> variables, Map<String, String> image) throws IOException {
        ProcessBuilder java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XshowSettings:properties",
                        "-version")
                .redirectErrorStream(true);
        java.environment().putAll(image);
        java.environment().putAll(variables);
        Process process = java.start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Map<String, String> variables(String more) {
        WorkerApp app = Serialization.unmarshal("""
                apiVersion: workerapp.dev/v1
                kind: WorkerApp
                metadata: {name: shop, namespace: default, uid: 1-2-3}
                spec:
                  image: example/shop:1
                  port: 8080
                """ + more.indent(2), WorkerApp.class);
        return Template.render(app.getSpec(), "example/runtime:1")
                .getSpec()
                .getContainers()
                .getFirst()
                .getEnv()
                .stream()
                .filter(variable -> variable.getValue() != null)
                .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
    }
}
