package dev.workerapp.cli.verb;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workerapp.cli.app.Paths;
import dev.workerapp.cli.command.Arguments;
import dev.workerapp.cli.command.Options;
import dev.workerapp.cli.command.Session;
import dev.workerapp.cli.command.Verb;
import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.json.JsonText;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.kubectl.ApiFailure;
import dev.workerapp.cli.kubectl.Cluster;
import dev.workerapp.cli.output.Escapes;
import dev.workerapp.cli.output.Result;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code version}: of the plug-in, and of what it speaks to. */
public final class VersionVerb implements Verb {

    private static final String UNKNOWN = "not visible";

    @Override
    public void declare(Options options) {
        options.flag("Only that of the plug-in, without a look at the cluster", "--client")
                .value("<format>", "text, json or yaml", "-o", "--output");
    }

    @Override
    public Exit run(Arguments arguments, Session session) {
        String output = arguments.choice("-o", Set.of("text", "json", "yaml"), "text");
        String plugin = plugin();
        Json.Obj versions = arguments.has("--client")
                ? Result.of("Version", "plugin", plugin)
                : withCluster(plugin, session.cluster());
        if (!output.equals("text")) {
            Result.print(versions, output, session.console());
            return Exit.DONE;
        }
        versions.entries().forEach((name, version) -> {
            if (!name.equals("kind") && !name.equals("apiVersion")) {
                session.console().print("%-9s %s".formatted(name, Escapes.none(version.text())));
            }
        });
        warnIfOlder(plugin, versions.at("operator").text(), session);
        return Exit.DONE;
    }

    private static Json.Obj withCluster(String plugin, Cluster cluster) {
        String operator;
        String crd;
        try (Api api = cluster.open()) {
            crd = served(api);
            operator = operator(api);
        } catch (ApiFailure e) {
            operator = UNKNOWN;
            crd = e.message();
        }
        return Result.of("Version", "plugin", plugin, "operator", operator, "crd", crd, "kubectl", kubectl(cluster));
    }

    /** What the plug-in was built as. */
    static String plugin() {
        try (InputStream in = VersionVerb.class.getResourceAsStream("/dev/workerapp/cli/version")) {
            return in == null ? "unknown" : new String(in.readAllBytes(), UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tag of its image, where its Deployment can be seen. */
    private static String operator(Api api) {
        try {
            Json list = api.get(
                    Paths.withSelector("/apis/apps/v1/deployments", Optional.of("app.kubernetes.io/name=workerapp")));
            for (Json deployment : list.at("items").items()) {
                for (Json container :
                        deployment.at("spec", "template", "spec", "containers").items()) {
                    String image = container.at("image").text();
                    return image.substring(image.lastIndexOf(':') + 1) + " (" + image + ")";
                }
            }
            return "not installed";
        } catch (ApiFailure _) {
            return UNKNOWN;
        }
    }

    /** The versions of the CRD that the API server serves: everybody may read that. */
    private static String served(Api api) {
        try {
            return String.join(
                    ", ",
                    api.get("/apis/workerapp.dev").at("versions").items().stream()
                            .map(version -> version.at("version").text())
                            .toList());
        } catch (ApiFailure e) {
            return e.notFound() ? "not installed" : UNKNOWN;
        }
    }

    private static String kubectl(Cluster cluster) {
        try {
            return JsonText.read(cluster.output(List.of("version", "--client", "--output=json")))
                    .at("clientVersion", "gitVersion")
                    .text();
        } catch (IOException | Failure _) {
            return "unknown";
        }
    }

    /** Versions are compared as numbers with dots; what follows a dash is left out. */
    private static void warnIfOlder(String plugin, String operator, Session session) {
        int[] ours = numbers(plugin);
        int[] theirs = numbers(operator);
        if (ours.length > 0 && theirs.length > 0 && Arrays.compare(ours, theirs) > 0) {
            session.console()
                    .warn("the plug-in is newer than the operator: what only the newer one knows is not done.");
        }
    }

    private static int[] numbers(String version) {
        String plain = version.split("[ -]", 2)[0];
        if (!plain.matches("\\d{1,6}(\\.\\d{1,6}){1,3}")) {
            return new int[0];
        }
        return List.of(plain.split("\\.")).stream().mapToInt(Integer::parseInt).toArray();
    }
}
