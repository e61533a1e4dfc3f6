package dev.workerapp.cli.app;

import dev.workerapp.cli.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What pods use, in all their containers.
 *
 * @param cores CPU, in cores
 * @param bytes memory, in bytes
 */
public record Usage(BigDecimal cores, BigDecimal bytes) {

    /** Nothing. */
    public static final Usage NONE = new Usage(BigDecimal.ZERO, BigDecimal.ZERO);

    /** By namespace and pod, of the Metrics API's list. */
    public static Map<String, Usage> byPod(Json list) {
        Map<String, Usage> usage = new HashMap<>();
        for (Json pod : list.at("items").items()) {
            usage.merge(key(pod, pod.at("metadata", "name").text()), of(pod), Usage::plus);
        }
        return usage;
    }

    /** By namespace and app, of the Metrics API's list. */
    public static Map<String, Usage> byApp(Json list) {
        Map<String, Usage> usage = new HashMap<>();
        for (Json pod : list.at("items").items()) {
            String app = pod.at("metadata", "labels", "workerapp.dev/app").text();
            if (!app.isEmpty()) {
                usage.merge(key(pod, app), of(pod), Usage::plus);
            }
        }
        return usage;
    }

    private static String key(Json object, String name) {
        return object.at("metadata", "namespace").text() + "/" + name;
    }

    private static Usage of(Json pod) {
        Usage sum = NONE;
        for (Json container : pod.at("containers").items()) {
            Json usage = container.at("usage");
            sum = sum.plus(new Usage(
                    quantity(usage.at("cpu").text()),
                    quantity(usage.at("memory").text())));
        }
        return sum;
    }

    private Usage plus(Usage other) {
        return new Usage(cores.add(other.cores), bytes.add(other.bytes));
    }

    /** A quantity of the API, as {@code 250m} or {@code 64Mi}; 0 if it is none. */
    public static BigDecimal quantity(String text) {
        int end = text.length();
        while (end > 0 && !Character.isDigit(text.charAt(end - 1))) {
            end--;
        }
        try {
            BigDecimal number = new BigDecimal(text.substring(0, end));
            return factor(text.substring(end)).map(number::multiply).orElse(BigDecimal.ZERO);
        } catch (NumberFormatException _) {
            return BigDecimal.ZERO;
        }
    }

    private static Optional<BigDecimal> factor(String suffix) {
        int binary = "KMGTPE".indexOf(suffix.isEmpty() ? ' ' : suffix.charAt(0));
        if (suffix.length() == 2 && suffix.charAt(1) == 'i' && binary >= 0) {
            return Optional.of(BigDecimal.TWO.pow(10 * (binary + 1)));
        }
        int power =
                switch (suffix) {
                    case "n" -> -9;
                    case "u" -> -6;
                    case "m" -> -3;
                    case "" -> 0;
                    case "k" -> 3;
                    case "M" -> 6;
                    case "G" -> 9;
                    case "T" -> 12;
                    case "P" -> 15;
                    case "E" -> 18;
                    default -> Integer.MIN_VALUE;
                };
        return power == Integer.MIN_VALUE ? Optional.empty() : Optional.of(BigDecimal.ONE.scaleByPowerOfTen(power));
    }

    /** The CPU, as {@code kubectl top} says it: in thousandths of a core, rounded up. */
    public String cpu() {
        return cores.movePointRight(3).setScale(0, RoundingMode.CEILING) + "m";
    }

    /** The memory, as {@code kubectl top} says it: in MiB. */
    public String memory() {
        return bytes.divide(BigDecimal.valueOf(1 << 20), 0, RoundingMode.FLOOR) + "Mi";
    }
}
