package dev.workerapp.cli.pod;

import dev.workerapp.cli.app.Usage;
import dev.workerapp.cli.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the downward API gives a container: fields of its pod, and what it may use. */
final class Fields {

    private static final Pattern KEY = Pattern.compile("metadata\\.(labels|annotations)\\['(.+)'\\]");

    private Fields() {}

    /** A field of the pod; {@code <not yet>} where the pod has no such thing now. */
    static String value(Json pod, String path) {
        Matcher key = KEY.matcher(path);
        if (key.matches()) {
            return pod.at("metadata", key.group(1), key.group(2)).text();
        }
        return switch (path) {
            case "status.podIPs" -> addresses(pod.at("status", "podIPs"));
            case "status.hostIPs" -> addresses(pod.at("status", "hostIPs"));
            default -> pod.at(path.split("\\.", -1)).someText().orElse("<not yet>");
        };
    }

    private static String addresses(Json list) {
        return list.items().stream().map(address -> address.at("ip").text()).collect(Collectors.joining(","));
    }

    /** A limit or request of a container, in units of the divisor, rounded up; without a limit it is what the node has. */
    static String resource(Json pod, Json own, Json reference) {
        String name = reference.at("containerName").text();
        Json container = pod.at("spec", "containers").items().stream()
                .filter(one -> one.at("name").text().equals(name))
                .findFirst()
                .orElse(own);
        Optional<String> quantity = container
                .at("resources")
                .at(reference.at("resource").text().split("\\.", 2))
                .someText();
        if (quantity.isEmpty()) {
            return reference.at("resource").text().startsWith("limits.") ? "<what the node has>" : "0";
        }
        BigDecimal divisor = Usage.quantity(reference
                .at("divisor")
                .someText()
                .filter(text -> !text.equals("0"))
                .orElse("1"));
        return Usage.quantity(quantity.get())
                .divide(divisor, 0, RoundingMode.CEILING)
                .toPlainString();
    }
}
