package dev.workerapp.cli.pod;

import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.pod.Sources.Content;
import dev.workerapp.cli.pod.Variable.From;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The variables that the kubelet gives a worker's container, in its order: those of {@code envFrom}, then those of {@code env},
 * of which each may use those before it (k8s.io/kubernetes/pkg/kubelet, makeEnvironmentVariables). Those of the image and of
 * Services are not among them.
 */
final class Environment {

    private final Worker worker;
    private final Json container;
    private final Sources sources;
    private final SetBy setBy;
    private final Map<String, Variable> variables = new LinkedHashMap<>();
    private final Set<String> changedSince = new TreeSet<>();

    private Environment(Worker worker, Json container, Sources sources, SetBy setBy) {
        this.worker = worker;
        this.container = container;
        this.sources = sources;
        this.setBy = setBy;
    }

    /** That of a worker's main container. */
    static Environment of(Worker worker, Sources sources, SetBy setBy) {
        Json container = worker.json().at("spec", "containers").items().stream()
                .filter(one -> one.at("name").text().equals(Worker.CONTAINER))
                .findFirst()
                .orElse(Json.Nothing.NOTHING);
        Environment environment = new Environment(worker, container, sources, setBy);
        container.at("envFrom").items().forEach(environment::addAll);
        container.at("env").items().forEach(environment::add);
        return environment;
    }

    /** The variables. */
    List<Variable> variables() {
        return List.copyOf(variables.values());
    }

    /** The ConfigMaps and Secrets that were written after the container began: it may have got other values. */
    Set<String> changedSince() {
        return changedSince;
    }

    private void addAll(Json envFrom) {
        boolean isSecret = envFrom.at("secretRef").present();
        Json reference = envFrom.at(isSecret ? "secretRef" : "configMapRef");
        String object = reference.at("name").text();
        String prefix = envFrom.at("prefix").text();
        String kind = isSecret ? "Secret" : "ConfigMap";
        switch (isSecret ? sources.secret(object) : sources.configMap(object)) {
            case Content.Values(Map<String, String> values, String changed) -> {
                note(kind + " " + object, changed);
                values.forEach(
                        (key, value) -> put(prefix + key, value, new From(kind, object, key), "envFrom", isSecret));
            }
            case Content.Unknown(String why) -> {
                if (!reference.at("optional").isTrue() || !why.equals("does not exist")) {
                    put(prefix + "*", "<" + why + ">", new From(kind, object, "*"), "envFrom", isSecret);
                }
            }
        }
    }

    private void add(Json variable) {
        String name = variable.at("name").text();
        Json from = variable.at("valueFrom");
        if (!from.present()) {
            boolean[] usesSecret = {false};
            String value = Expansion.of(variable.at("value").text(), other -> {
                Optional<Variable> known = Optional.ofNullable(variables.get(other));
                usesSecret[0] |= known.filter(Variable::isSecret).isPresent();
                return known.map(Variable::value);
            });
            put(name, value, From.VALUE, "env", usesSecret[0]);
        } else if (from.at("configMapKeyRef").present()) {
            key(name, "ConfigMap", from.at("configMapKeyRef"));
        } else if (from.at("secretKeyRef").present()) {
            key(name, "Secret", from.at("secretKeyRef"));
        } else if (from.at("fieldRef").present()) {
            String path = from.at("fieldRef", "fieldPath").text();
            put(name, Fields.value(worker.json(), path), new From("field", "", path), "env", false);
        } else if (from.at("resourceFieldRef").present()) {
            Json reference = from.at("resourceFieldRef");
            put(
                    name,
                    Fields.resource(worker.json(), container, reference),
                    new From("resource", "", reference.at("resource").text()),
                    "env",
                    false);
        } else {
            put(name, "<unknown>", new From(String.join(",", from.entries().keySet()), "", ""), "env", false);
        }
    }

    private void key(String name, String kind, Json reference) {
        boolean isSecret = kind.equals("Secret");
        String object = reference.at("name").text();
        String key = reference.at("key").text();
        From from = new From(kind, object, key);
        switch (isSecret ? sources.secretFor(object, key) : sources.configMap(object)) {
            case Content.Values(Map<String, String> values, String changed) -> {
                note(kind + " " + object, changed);
                if (values.containsKey(key) || !reference.at("optional").isTrue()) {
                    put(name, values.getOrDefault(key, "<no such key>"), from, "env", isSecret);
                }
            }
            case Content.Unknown(String why) -> {
                if (!reference.at("optional").isTrue() || !why.equals("does not exist")) {
                    put(name, "<" + why + ">", from, "env", isSecret);
                }
            }
        }
    }

    private void put(String name, String value, From from, String list, boolean isSecret) {
        variables.put(name, new Variable(name, value, from, setBy.of(name, list), isSecret));
    }

    private void note(String object, String changed) {
        String started = worker.json().at("status", "containerStatuses").items().stream()
                .filter(status -> status.at("name").text().equals(Worker.CONTAINER))
                .map(status -> status.at("state", "running", "startedAt").text())
                .findFirst()
                .orElse("");
        if (!started.isEmpty() && changed.compareTo(started) > 0) {
            changedSince.add(object);
        }
    }
}
