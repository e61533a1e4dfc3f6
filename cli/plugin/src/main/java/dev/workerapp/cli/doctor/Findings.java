package dev.workerapp.cli.doctor;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.app.Paths;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.kubectl.ApiFailure;
import dev.workerapp.cli.operator.Operator;
import dev.workerapp.cli.output.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was found.
 *
 * @param namespace where it was asked
 * @param secret the Secret with the token of an app, for which the rights on it were asked
 * @param verbs what each verb lacks
 * @param crd the versions of the CRD that the API server serves; empty if it is not installed
 * @param hasMetrics whether the API server has what pods use
 * @param operator what is seen of the operator
 */
record Findings(
        String namespace,
        String secret,
        Map<String, List<Need>> verbs,
        List<String> crd,
        boolean hasMetrics,
        Operator operator) {

    Findings {
        crd = List.copyOf(crd);
    }

    /** Asks for these verbs. */
    static Findings of(Api api, String namespace, Map<String, List<Need>> needs, Instant now) {
        Json groups = api.get("/apis");
        List<String> crd = versions(groups, "workerapp.dev");
        String secret = secret(api, namespace, !crd.isEmpty());
        List<Need> all = new ArrayList<>();
        needs.values().forEach(all::addAll);
        Rights rights = Rights.of(api, namespace, secret, all);
        Map<String, List<Need>> verbs = new LinkedHashMap<>();
        needs.forEach((verb, of) -> verbs.put(verb, rights.missing(of)));
        return new Findings(
                namespace,
                secret,
                verbs,
                crd,
                !versions(groups, "metrics.k8s.io").isEmpty(),
                Operator.look(api, now));
    }

    private static List<String> versions(Json groups, String name) {
        return groups.at("groups").items().stream()
                .filter(group -> group.at("name").text().equals(name))
                .flatMap(group -> group.at("versions").items().stream())
                .map(version -> version.at("version").text())
                .toList();
    }

    /** Rights on Secrets are given by name: that of some app stands for all. */
    private static String secret(Api api, String namespace, boolean isInstalled) {
        if (isInstalled) {
            try {
                for (Json app :
                        api.get(Paths.apps(namespace) + "?limit=1").at("items").items()) {
                    return new App(app).name() + "-actions";
                }
            } catch (ApiFailure e) {
                if (!e.forbidden()) {
                    throw e;
                }
            }
        }
        return "APP-actions";
    }

    /** In a word: {@code yes}, {@code partly} or {@code no}. */
    static String may(List<Need> missing) {
        if (missing.isEmpty()) {
            return "yes";
        }
        return missing.stream().allMatch(Need::isOptional) ? "partly" : "no";
    }

    /** Whether something is missing that a verb can't do without. */
    boolean isWrong() {
        return crd.isEmpty()
                || operator.state() == Operator.State.SILENT
                || verbs.values().stream().anyMatch(missing -> may(missing).equals("no"));
    }

    /** For scripts. */
    Json.Obj json() {
        List<Json> rows = new ArrayList<>();
        verbs.forEach((verb, missing) -> rows.add(Json.object(
                "verb",
                verb,
                "may",
                may(missing),
                "missing",
                missing.stream()
                        .map(need -> Json.object(
                                "verb",
                                need.verb(),
                                "group",
                                need.group(),
                                "resource",
                                need.resource(),
                                "subresource",
                                need.subresource(),
                                "name",
                                need.ofToken() ? secret : "",
                                "optional",
                                need.isOptional()))
                        .toList())));
        return Result.of(
                "Findings",
                "namespace",
                namespace,
                "wrong",
                isWrong(),
                "verbs",
                rows,
                "crd",
                crd,
                "metrics",
                hasMetrics,
                "operator",
                Json.object("state", operator.state().name().toLowerCase(Locale.ROOT), "message", operator.words()));
    }
}
