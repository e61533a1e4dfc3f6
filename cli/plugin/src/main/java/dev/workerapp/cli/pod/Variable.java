package dev.workerapp.cli.pod;

import dev.workerapp.cli.json.Json;

/**
 * A variable of a worker.
 *
 * @param name its name
 * @param value its value; where that is not shown or not known, what stands for it in angle brackets
 * @param from where the value is from
 * @param setBy who has put the variable into the pod: a field of the app, or the operator
 * @param isSecret whether a Secret is in it
 */
record Variable(String name, String value, From from, String setBy, boolean isSecret) {

    /**
     * Where a value is from.
     *
     * @param kind value, ConfigMap, Secret, field or resource
     * @param object the ConfigMap's or Secret's name; empty for others
     * @param key its key, or the field's path, or the resource; empty for a value
     */
    record From(String kind, String object, String key) {

        /** A value that stands in the pod. */
        static final From VALUE = new From("value", "", "");

        /** In words, as {@code ConfigMap app/greeting}. */
        String words() {
            return kind
                    + (object.isEmpty() ? "" : " " + object + "/")
                    + (object.isEmpty() && !key.isEmpty() ? " " : "")
                    + key;
        }
    }

    /** For scripts. */
    Json.Obj json() {
        return Json.object(
                "name",
                name,
                "value",
                value,
                "kind",
                from.kind(),
                "object",
                from.object(),
                "key",
                from.key(),
                "setBy",
                setBy,
                "secret",
                isSecret);
    }
}
