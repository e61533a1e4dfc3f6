package dev.workerapp.cli.kubectl;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.json.JsonText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The user's kubectl, in processes of its own. It logs in as it always does: nothing of the user's configuration is read
 * here. Not thread-safe, but what {@link #open} returns is.
 */
public final class Kubectl implements Cluster {

    /** Where a pod finds its own namespace. */
    private static final Path OWN_NAMESPACE = Path.of("/var/run/secrets/kubernetes.io/serviceaccount/namespace");

    private final String program;
    private final KubectlFlags flags;
    private final PrintStream errors;
    private @Nullable String namespace;

    /**
     * With the user's flags.
     *
     * @param environment KUBECTL_PATH names the program, which kubectl sets for its plug-ins; else it is looked for on PATH
     * @param errors where warnings and questions of kubectl are printed
     */
    public Kubectl(KubectlFlags flags, Map<String, String> environment, PrintStream errors) {
        this.program = environment.getOrDefault("KUBECTL_PATH", "kubectl");
        this.flags = flags;
        this.errors = errors;
        this.namespace = flags.namespace().orElse(null);
    }

    @Override
    public String namespace() {
        String known = namespace;
        if (known == null) {
            known = contextNamespace();
            namespace = known;
        }
        return known;
    }

    /** kubectl says what its context says; within a pod, where there is no context, the pod's own namespace holds. */
    private String contextNamespace() {
        String said = "";
        try {
            said = new String(output(List.of("config", "view", "--minify", "--output=jsonpath={..namespace}")), UTF_8);
        } catch (ApiFailure _) {
            // There is no current context. What is wrong with that is said by the request that follows.
            if (Files.isReadable(OWN_NAMESPACE)) {
                try {
                    said = Files.readString(OWN_NAMESPACE);
                } catch (IOException _) {
                    said = "";
                }
            }
        }
        return said.isBlank() ? "default" : said.strip();
    }

    @Override
    public Json get(String path) {
        try {
            return JsonText.read(output(List.of("get", "--raw", path)));
        } catch (IOException e) {
            throw Failure.error("the API server's answer can't be read: " + e.getMessage());
        }
    }

    @Override
    public Api open() {
        return ProxyApi.start(command(List.of()), errors);
    }

    @Override
    public Forward forward(String podNamespace, String pod, int port) {
        return PortForward.start(command(List.of()), podNamespace, pod, port, errors);
    }

    @Override
    public int run(List<String> arguments) {
        errors.flush();
        try {
            return start(new ProcessBuilder(command(arguments)).inheritIO()).waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.error("interrupted");
        }
    }

    @Override
    public byte[] output(List<String> arguments) {
        Process process = start(new ProcessBuilder(command(arguments)).redirectInput(ProcessBuilder.Redirect.INHERIT));
        ErrorStream said = new ErrorStream(process.getErrorStream(), errors);
        try {
            byte[] out = process.getInputStream().readAllBytes();
            int exit = process.waitFor();
            if (exit != 0) {
                String messages = said.messages();
                throw ApiFailure.printed(messages.isEmpty() ? "error: kubectl ended with exit code " + exit : messages);
            }
            return out;
        } catch (IOException e) {
            throw ApiFailure.unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.error("interrupted");
        } finally {
            process.destroy();
        }
    }

    private List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(program);
        command.addAll(flags.kubectl());
        command.addAll(arguments);
        return command;
    }

    private Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException _) {
            throw Failure.error("kubectl can't be started (" + program
                    + "). Put it on PATH, or name it in the variable KUBECTL_PATH.");
        }
    }
}
