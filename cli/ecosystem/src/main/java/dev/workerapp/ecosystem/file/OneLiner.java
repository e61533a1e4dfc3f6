package dev.workerapp.ecosystem.file;

import dev.workerapp.ecosystem.value.Json;
import dev.workerapp.ecosystem.value.Value.Str;

/** The command that makes data of a program, for a person to run. */
final class OneLiner {
    private static final String IMPORT = " | kubectl workerapp import -";

    private OneLiner() {}

    static String of(String file) {
        String name = Json.indented(new Str(file.startsWith("/") ? file : "./" + file, null));
        String script = file.endsWith(".mjs")
                ? "import * as file from %s; console.log(JSON.stringify(file.apps ? file : file.default))"
                : "JSON.stringify(require(%s))";
        String node = file.endsWith(".mjs") ? "node --input-type=module -e " : "node -p ";
        return node + quoted(script.formatted(name)) + IMPORT;
    }

    static String ofPipe() {
        return "node -p 'JSON.stringify(require(\"./ecosystem.config.js\"))'" + IMPORT;
    }

    private static String quoted(String script) {
        return "'" + script.replace("'", "'\\''") + "'";
    }
}
