package dev.workerapp.cli.operator;

import dev.workerapp.cli.app.Paths;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.kubectl.ApiFailure;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether an operator works, as its lease tells; or where it has none, since there is only one, its Deployment.
 *
 * @param state what is known
 * @param words the same for a person, with names and figures
 */
public record Operator(State state, String words) {

    /** What is known of it. */
    public enum State {
        /** It works. */
        WORKS,
        /** It does not. */
        SILENT,
        /** It can't be seen. */
        UNKNOWN
    }

    /** It is renewed every two seconds, and given up after 15 s. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** Where the chart's documentation puts it: looked at where Deployments can't be listed. */
    private static final String USUAL_NAMESPACE = "workerapp-system";

    private static final String USUAL_LEASE = "workerapp";

    /** Looks, with the user's own rights. */
    public static Operator look(Api api, Instant now) {
        Json deployments;
        try {
            deployments = api.get(
                    Paths.withSelector("/apis/apps/v1/deployments", Optional.of("app.kubernetes.io/name=workerapp")));
        } catch (ApiFailure e) {
            if (!isUnseen(e)) {
                throw e;
            }
            return lease(api, USUAL_NAMESPACE, USUAL_LEASE, now)
                    .orElse(new Operator(State.UNKNOWN, "not visible: you may list no Deployments of all namespaces"));
        }
        for (Json deployment : deployments.at("items").items()) {
            return of(api, deployment, now);
        }
        return new Operator(State.UNKNOWN, "no Deployment with the label app.kubernetes.io/name=workerapp is there");
    }

    private static Operator of(Api api, Json deployment, Instant now) {
        String namespace = deployment.at("metadata", "namespace").text();
        String name = variable(deployment, "LEASE");
        Optional<Operator> byLease = name.isEmpty() ? Optional.empty() : lease(api, namespace, name, now);
        return byLease.orElseGet(() -> {
            long ready = deployment.at("status", "readyReplicas").integer(0);
            return new Operator(
                    ready > 0 ? State.WORKS : State.SILENT,
                    "Deployment " + namespace + "/"
                            + deployment.at("metadata", "name").text() + " has "
                            + (ready == 0
                                    ? "no ready replica"
                                    : ready + (ready == 1 ? " ready replica" : " ready replicas")));
        });
    }

    private static String variable(Json deployment, String name) {
        return deployment.at("spec", "template", "spec", "containers").items().stream()
                .flatMap(container -> container.at("env").items().stream())
                .filter(variable -> variable.at("name").text().equals(name))
                .map(variable -> variable.at("value").text())
                .findFirst()
                .orElse("");
    }

    /** By a lease; empty if that can't be seen. */
    private static Optional<Operator> lease(Api api, String namespace, String name, Instant now) {
        Json lease;
        try {
            lease = api.get("/apis/coordination.k8s.io/v1/namespaces/" + Paths.encode(namespace) + "/leases/"
                    + Paths.encode(name));
        } catch (ApiFailure e) {
            if (isUnseen(e)) {
                return Optional.empty();
            }
            throw e;
        }
        String holder = lease.at("spec", "holderIdentity").text();
        String title = "lease " + namespace + "/" + name;
        if (holder.isEmpty()) {
            return Optional.of(new Operator(State.SILENT, "nobody holds the " + title));
        }
        try {
            Duration age =
                    Duration.between(Instant.parse(lease.at("spec", "renewTime").text()), now);
            return Optional.of(new Operator(
                    age.compareTo(LONGEST) > 0 ? State.SILENT : State.WORKS,
                    title + " was renewed " + Math.max(age.toSeconds(), 0) + " s ago by " + holder));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static boolean isUnseen(ApiFailure e) {
        return e.forbidden() || e.notFound();
    }
}
