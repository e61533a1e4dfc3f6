package dev.workerapp.cli.pod;

import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.json.Json;

/**
 * Who has put a variable into a worker's pod.
 *
 * @param spec the app's spec in the worker's revision
 */
record SetBy(Json spec) {

    /** What is said of those that are in no field of the app. */
    private static final String OPERATOR = "operator";

    /**
     * Of a variable.
     *
     * @param list env, or envFrom
     */
    String of(String name, String list) {
        if (list.equals("envFrom")) {
            return spec.at("envFrom").items().isEmpty() ? "podTemplate" : "envFrom";
        }
        if (has(spec.at("env"), name)) {
            return "env";
        }
        return spec.at("podTemplate", "spec", "containers").items().stream()
                        .anyMatch(container ->
                                container.at("name").text().equals(Worker.CONTAINER) && has(container.at("env"), name))
                ? "podTemplate"
                : OPERATOR;
    }

    private static boolean has(Json list, String name) {
        return list.items().stream()
                .anyMatch(variable -> variable.at("name").text().equals(name));
    }
}
