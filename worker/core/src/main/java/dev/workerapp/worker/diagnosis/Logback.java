package dev.workerapp.worker.diagnosis;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Logback, by reflection: the app may have it, and the runtime does not need it.
 *
 * @param context its {@code LoggerContext}
 */
record Logback(Object context) implements LogLevels.Library {
    private static final String CLASSIC = "ch.qos.logback.classic.";

    /** The copy that a class loader sees. */
    static Optional<LogLevels.Library> find(ClassLoader loader) {
        try {
            var factory = loader.loadClass("org.slf4j.LoggerFactory")
                    .getMethod("getILoggerFactory")
                    .invoke(null);
            return factory.getClass().getName().equals(CLASSIC + "LoggerContext")
                    ? Optional.of(new Logback(factory))
                    : Optional.empty();
        } catch (ReflectiveOperationException | LinkageError e) {
            return Optional.empty();
        }
    }

    @Override
    public String name() {
        return "logback";
    }

    @Override
    public Map<String, String> levels() throws ReflectiveOperationException {
        var levels = new TreeMap<String, String>();
        for (var logger : (List<?>) method("getLoggerList").invoke(context)) {
            var level = logger.getClass().getMethod("getLevel").invoke(logger);
            if (level != null) {
                levels.put(String.valueOf(logger.getClass().getMethod("getName").invoke(logger)), level.toString());
            }
        }
        return levels;
    }

    @Override
    public String level(String name) throws ReflectiveOperationException {
        var logger = logger(name);
        return String.valueOf(logger.getClass().getMethod("getEffectiveLevel").invoke(logger));
    }

    @Override
    public void set(String name, Optional<String> level) throws ReflectiveOperationException {
        var levels = Class.forName(CLASSIC + "Level", true, context.getClass().getClassLoader());
        @Nullable
        Object value = level.isEmpty()
                ? null
                : levels.getMethod("toLevel", String.class).invoke(null, level.get());
        var logger = logger(name);
        logger.getClass().getMethod("setLevel", levels).invoke(logger, value);
    }

    private Object logger(String name) throws ReflectiveOperationException {
        return method("getLogger", String.class).invoke(context, name);
    }

    private Method method(String name, Class<?>... types) throws ReflectiveOperationException {
        return context.getClass().getMethod(name, types);
    }
}
