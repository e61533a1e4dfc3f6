package dev.workerapp.operator.faults.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Label selectors: labels that must be there, with a value or with any. */
final class Labels {

    private Labels() {}

    static Predicate<ObjectNode> selector(String text) {
        List<Predicate<ObjectNode>> all = Stream.of(text.split(",", -1))
                .filter(part -> !part.isEmpty())
                .map(Labels::requirement)
                .toList();
        return object -> all.stream().allMatch(one -> one.test(object));
    }

    private static Predicate<ObjectNode> requirement(String text) {
        if (text.matches(".*(!|\\s).*")) {
            throw Refusal.badRequest("this API server in memory has no label selector like " + text);
        }
        int equals = text.indexOf('=');
        String label = equals < 0 ? text : text.substring(0, equals);
        String value = equals < 0 ? "" : text.substring(text.lastIndexOf('=') + 1);
        return object -> {
            var found = object.path("metadata").path("labels").path(label);
            return equals < 0 ? !found.isMissingNode() : found.asText("").equals(value) && !found.isMissingNode();
        };
    }
}
