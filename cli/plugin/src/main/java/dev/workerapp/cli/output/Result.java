package dev.workerapp.cli.output;

import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.json.JsonText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What {@code -o json} and {@code -o yaml} print where the API server has no such object: a contract for scripts. */
public final class Result {

    /** The version of all these. */
    public static final String API_VERSION = "cli.workerapp.dev/v1";

    private Result() {}

    /** An object of that kind, with names and values in turn. */
    public static Json.Obj of(String kind, Object... namesAndValues) {
        List<Object> all = new ArrayList<>(List.of("apiVersion", API_VERSION, "kind", kind));
        all.addAll(Arrays.asList(namesAndValues));
        return Json.object(all.toArray());
    }

    /** Prints it as {@code json} or {@code yaml}. */
    public static void print(Json json, String format, Console console) {
        console.print(format.equals("yaml") ? Yaml.of(json) : JsonText.indented(json));
    }
}
