package dev.workerapp.operator;

import dev.workerapp.operator.config.Kind;
import dev.workerapp.operator.eviction.EvictionSettings;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the operator's environment says.
 *
 * @param namespaces where apps are looked after ({@code WATCH_NAMESPACES}, separated by commas); empty for everywhere
 * @param lease the name of the lease by which several operators choose a leader ({@code LEASE}); empty: there is only one
 * @param namespace the operator's own namespace, where the lease lies ({@code POD_NAMESPACE})
 * @param identity who the operator is to the lease and in Events ({@code POD_NAME})
 * @param watchNodes whether workers move off a node that is being emptied ({@code WATCH_NODES}, true); needs the right
 *     to watch nodes
 * @param runtimeImage the image that brings the worker runtime into workers ({@code RUNTIME_IMAGE})
 * @param port where metrics and health are served ({@code PORT}, 8080)
 * @param digestKey the Secret in the operator's namespace whose key Secrets are digested with ({@code DIGEST_KEY}); empty:
 *     Secrets are not followed
 * @param copied objects of which kinds may be copied ({@code COPIES}, {@code ConfigMap}; separated by commas)
 * @param mostConfigReloads how many apps are reloaded for other content of ConfigMaps and Secrets side by side ({@code
 *     CONFIG_RELOADS}, 10)
 * @param evictions how evictions are answered ({@code EVICTION_WEBHOOK}, the name of the webhook configuration; {@code
 *     EVICTION_WEBHOOK_SERVICE}, the name of the Service that leads to it and of the Secret with its certificate; {@code
 *     EVICTION_WEBHOOK_PORT}, 8443); empty if they are not
 * @param takesActions whether workers take actions and messages ({@code ACTIONS}, false); needs the right to create Secrets
 */
public record Settings(
        Set<String> namespaces,
        Optional<String> lease,
        Optional<String> namespace,
        String identity,
        boolean watchNodes,
        String runtimeImage,
        int port,
        Optional<String> digestKey,
        Set<Kind> copied,
        int mostConfigReloads,
        Optional<EvictionSettings> evictions,
        boolean takesActions) {

    /** Settings with which workers take no actions. */
    public Settings(
            Set<String> namespaces,
            Optional<String> lease,
            Optional<String> namespace,
            String identity,
            boolean watchNodes,
            String runtimeImage,
            int port,
            Optional<String> digestKey,
            Set<Kind> copied,
            int mostConfigReloads,
            Optional<EvictionSettings> evictions) {
        this(
                namespaces,
                lease,
                namespace,
                identity,
                watchNodes,
                runtimeImage,
                port,
                digestKey,
                copied,
                mostConfigReloads,
                evictions,
                false);
    }

    /** The same, and workers take actions. */
    public Settings takingActions() {
        return new Settings(
                namespaces,
                lease,
                namespace,
                identity,
                watchNodes,
                runtimeImage,
                port,
                digestKey,
                copied,
                mostConfigReloads,
                evictions,
                true);
    }

    /**
     * Reads the environment.
     *
     * @throws IllegalArgumentException with a sentence for a person, if a value can't be
     */
    public static Settings read(Map<String, String> environment) {
        Optional<String> namespace =
                Optional.ofNullable(environment.get("POD_NAMESPACE")).filter(name -> !name.isBlank());
        Optional<String> lease = Optional.ofNullable(environment.get("LEASE")).filter(name -> !name.isBlank());
        if (lease.isPresent() && namespace.isEmpty()) {
            throw new IllegalArgumentException("LEASE needs POD_NAMESPACE, the namespace of the lease.");
        }
        Optional<String> digestKey =
                Optional.ofNullable(environment.get("DIGEST_KEY")).filter(name -> !name.isBlank());
        if (digestKey.isPresent() && namespace.isEmpty()) {
            throw new IllegalArgumentException("DIGEST_KEY needs POD_NAMESPACE, the namespace of that Secret.");
        }
        Set<Kind> copied =
                list(environment, "COPIES", "ConfigMap").map(Settings::kind).collect(Collectors.toUnmodifiableSet());
        if (copied.contains(Kind.SECRET) && digestKey.isEmpty()) {
            throw new IllegalArgumentException("COPIES with Secret needs DIGEST_KEY: what is copied is followed.");
        }
        return new Settings(
                list(environment, "WATCH_NAMESPACES", "").collect(Collectors.toUnmodifiableSet()),
                lease,
                namespace,
                environment.getOrDefault("POD_NAME", "operator"),
                flag(environment, "WATCH_NODES", true),
                environment.getOrDefault("RUNTIME_IMAGE", "localhost/workerapp/worker"),
                port(environment, "PORT", 8080),
                digestKey,
                copied,
                number(environment, "CONFIG_RELOADS", 10, 1, 9_999),
                evictions(environment, namespace),
                flag(environment, "ACTIONS", false));
    }

    private static Stream<String> list(Map<String, String> environment, String name, String otherwise) {
        return Arrays.stream(environment.getOrDefault(name, otherwise).split(",", -1))
                .map(String::strip)
                .filter(element -> !element.isEmpty());
    }

    private static Kind kind(String word) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("COPIES has ConfigMap and Secret alone, not " + word + "."));
    }

    private static boolean flag(Map<String, String> environment, String name, boolean otherwise) {
        return switch (environment.getOrDefault(name, "")) {
            case "true" -> true;
            case "false" -> false;
            case "" -> otherwise;
            default ->
                throw new IllegalArgumentException(name + " is true or false, not " + environment.get(name) + ".");
        };
    }

    private static int port(Map<String, String> environment, String name, int otherwise) {
        return number(environment, name, otherwise, 0, 65_535);
    }

    private static int number(Map<String, String> environment, String name, int otherwise, int least, int most) {
        String text = environment.getOrDefault(name, Integer.toString(otherwise));
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException(
                    name + " is a number from " + least + " to " + most + ", not " + text + ".");
        }
        return Integer.parseInt(text);
    }

    private static Optional<EvictionSettings> evictions(Map<String, String> environment, Optional<String> namespace) {
        String configuration = environment.getOrDefault("EVICTION_WEBHOOK", "");
        String service = environment.getOrDefault("EVICTION_WEBHOOK_SERVICE", "");
        if (configuration.isEmpty()) {
            return Optional.empty();
        }
        if (service.isEmpty() || namespace.isEmpty()) {
            throw new IllegalArgumentException("EVICTION_WEBHOOK needs EVICTION_WEBHOOK_SERVICE and POD_NAMESPACE:"
                    + " the API server calls the Service there, and the Secret of its name has the certificate.");
        }
        return Optional.of(new EvictionSettings(
                configuration,
                namespace.get(),
                service,
                service + "." + namespace.get() + ".svc",
                port(environment, "EVICTION_WEBHOOK_PORT", 8443)));
    }
}
