package dev.workerapp.worker.diagnosis;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** Loggers of {@code java.util.logging}, by the names that other libraries have for its levels. Needs java.logging. */
final class JavaLogging implements LogLevels.Library {
    private static final Map<String, Level> LEVELS = Map.of(
            "TRACE", Level.FINEST,
            "DEBUG", Level.FINE,
            "INFO", Level.INFO,
            "WARN", Level.WARNING,
            "ERROR", Level.SEVERE,
            "OFF", Level.OFF);

    /** A logger that nobody else holds is forgotten with its level. */
    private static final Map<String, Logger> KEPT = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return "jul";
    }

    @Override
    public Map<String, String> levels() {
        var levels = new TreeMap<String, String>();
        var manager = LogManager.getLogManager();
        for (var name : Collections.list(manager.getLoggerNames())) {
            Optional.ofNullable(manager.getLogger(name))
                    .map(Logger::getLevel)
                    .ifPresent(level -> levels.put(name.isEmpty() ? LogLevels.ROOT : name, word(level)));
        }
        return levels;
    }

    @Override
    public String level(String name) {
        var logger = Logger.getLogger(own(name));
        while (logger.getLevel() == null) {
            logger = logger.getParent();
        }
        return word(logger.getLevel());
    }

    @Override
    public void set(String name, Optional<String> level) {
        var logger = Logger.getLogger(own(name));
        KEPT.put(name, logger);
        logger.setLevel(level.map(LEVELS::get).orElse(null));
    }

    private static String own(String name) {
        return name.equals(LogLevels.ROOT) ? "" : name;
    }

    private static String word(Level level) {
        return LEVELS.entrySet().stream()
                .filter(entry -> entry.getValue().equals(level))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(level.getName());
    }
}
