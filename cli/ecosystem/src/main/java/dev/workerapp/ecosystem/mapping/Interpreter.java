package dev.workerapp.ecosystem.mapping;

import dev.workerapp.ecosystem.pm2.App;
import java.util.Map;
import java.util.Set;

/** What runs an app's script. */
final class Interpreter {
    private static final String JAVA = "java";

    /** PM2's lib/API/interpreter.json, and what is started as it is. */
    private static final Map<String, String> BY_EXTENSION = Map.of(
            "sh", "bash", "py", "python", "rb", "ruby", "php", "php", "pl", "perl", "coffee", "coffee", "ls", "lsc",
            "jar", JAVA);

    /** An app for these is rewritten for the JVM, or is one already, or is a program of its own. */
    private static final Set<String> EXPECTED = Set.of("node", "bun", "ts-node", "tsx", "none", JAVA);

    private Interpreter() {}

    /** The name of the program: {@code node}, {@code python3}. */
    static String of(App app) {
        String script = app.text("script").orElse("");
        String first = baseName(script.strip().split("\\s+", 2)[0]);
        if (first.equals(JAVA)) {
            return JAVA;
        }
        String extension = first.substring(first.lastIndexOf('.') + 1);
        return app.text("exec_interpreter")
                .map(interpreter -> baseName(interpreter).replaceAll("@.*", ""))
                .orElseGet(() -> Set.of("bash", "sh", "python", "python3", "php", "ruby", "perl")
                                .contains(first)
                        ? first
                        : BY_EXTENSION.getOrDefault(extension, "node"));
    }

    static boolean isForeign(String interpreter) {
        return !EXPECTED.contains(interpreter);
    }

    static boolean isJava(App app) {
        return of(app).equals(JAVA);
    }

    private static String baseName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
