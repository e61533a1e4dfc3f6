package dev.workerapp.ecosystem.file;

/** How PM2 reads a file, by its name. */
enum Kind {
    /** Evaluated as one JavaScript expression: what JSON is, and more. */
    EXPRESSION,
    YAML,
    MODULE,
    /** PM2 takes it for a script, and reads nothing in it. */
    SCRIPT;

    /** By what the name contains, in PM2's order: {@code Common.isConfigFile}. */
    static Kind of(String name) {
        if (name.contains(".json")) {
            return EXPRESSION;
        }
        if (name.contains(".yml") || name.contains(".yaml")) {
            return YAML;
        }
        if (name.contains(".config.js") || name.contains(".config.cjs") || name.contains(".config.mjs")) {
            return MODULE;
        }
        // dump.pm2, which PM2 itself writes, is JSON.
        return name.endsWith(".pm2") || name.endsWith(".pm2.bak") ? EXPRESSION : SCRIPT;
    }
}
