package dev.workerapp.worker.diagnosis;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Log4j 2, by reflection: the app may have it, and the runtime does not need it.
 *
 * @param context its core's {@code LoggerContext}
 */
record Log4j(Object context) implements LogLevels.Library {
    private static final String CORE = "org.apache.logging.log4j.core.";

    /** The copy that a class loader sees. */
    static Optional<LogLevels.Library> find(ClassLoader loader) {
        try {
            var context = loader.loadClass("org.apache.logging.log4j.LogManager")
                    .getMethod("getContext", ClassLoader.class, boolean.class)
                    .invoke(null, loader, false);
            return context.getClass().getName().equals(CORE + "LoggerContext")
                    ? Optional.of(new Log4j(context))
                    : Optional.empty();
        } catch (ReflectiveOperationException | LinkageError e) {
            return Optional.empty();
        }
    }

    @Override
    public String name() {
        return "log4j";
    }

    @Override
    public Map<String, String> levels() throws ReflectiveOperationException {
        var configuration = configuration();
        var loggers =
                (Map<?, ?>) core("config.Configuration").getMethod("getLoggers").invoke(configuration);
        var levels = new TreeMap<String, String>();
        for (var entry : loggers.entrySet()) {
            levels.put(String.valueOf(entry.getKey()), levelOf(entry.getValue()));
        }
        // The default configuration does not list it.
        levels.remove("");
        levels.put(LogLevels.ROOT, levelOf(nearest("")));
        return levels;
    }

    @Override
    public String level(String name) throws ReflectiveOperationException {
        var logger = method("getLogger", String.class).invoke(context, own(name));
        return String.valueOf(core("Logger").getMethod("getLevel").invoke(logger));
    }

    @Override
    public void set(String name, Optional<String> level) throws ReflectiveOperationException {
        var levels = Class.forName(
                "org.apache.logging.log4j.Level", true, context.getClass().getClassLoader());
        var config = core("config.LoggerConfig");
        @Nullable
        Object value = level.isEmpty()
                ? null
                : levels.getMethod("valueOf", String.class).invoke(null, level.get());
        var nearest = nearest(own(name));
        if (config.getMethod("getName").invoke(nearest).equals(own(name))) {
            config.getMethod("setLevel", levels).invoke(nearest, value);
        } else if (value != null) {
            var added =
                    config.getConstructor(String.class, levels, boolean.class).newInstance(name, value, true);
            core("config.Configuration")
                    .getMethod("addLogger", String.class, config)
                    .invoke(configuration(), name, added);
        }
        method("updateLoggers").invoke(context);
    }

    private static String own(String name) {
        return name.equals(LogLevels.ROOT) ? "" : name;
    }

    private Object configuration() throws ReflectiveOperationException {
        return method("getConfiguration").invoke(context);
    }

    /** What is configured for a logger, or for the nearest one above it. */
    private Object nearest(String name) throws ReflectiveOperationException {
        return core("config.Configuration")
                .getMethod("getLoggerConfig", String.class)
                .invoke(configuration(), name);
    }

    private String levelOf(Object config) throws ReflectiveOperationException {
        return String.valueOf(core("config.LoggerConfig").getMethod("getLevel").invoke(config));
    }

    private Class<?> core(String name) throws ReflectiveOperationException {
        return Class.forName(CORE + name, true, context.getClass().getClassLoader());
    }

    private Method method(String name, Class<?>... types) throws ReflectiveOperationException {
        return context.getClass().getMethod(name, types);
    }
}
