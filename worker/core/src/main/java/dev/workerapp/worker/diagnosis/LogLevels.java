package dev.workerapp.worker.diagnosis;

import dev.workerapp.worker.call.CallException;
import dev.workerapp.worker.call.CallException.Reason;
import dev.workerapp.worker.thread.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The levels of the loggers of all logging libraries that this JVM has loaded: Logback, Log4j 2, java.util.logging. Where
 * a library is there more than once, as in a container of web apps, all of its copies are meant.
 */
final class LogLevels {
    /** How all libraries here call the logger that has no name in some. */
    static final String ROOT = "ROOT";

    /** What all libraries here have, under one name or another. */
    static final List<String> LEVELS = List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "OFF");

    private static final String UNSET = "unset";

    private LogLevels() {}

    /** One copy of a logging library. */
    interface Library {
        /** As it is known: logback, log4j, jul. */
        String name();

        /** The loggers that have a level of their own. */
        Map<String, String> levels() throws ReflectiveOperationException;

        /** The level of a logger, which it may inherit. */
        String level(String logger) throws ReflectiveOperationException;

        /** Sets one of {@link #LEVELS}; empty: what the parent has. */
        void set(String logger, Optional<String> level) throws ReflectiveOperationException;
    }

    /** By library the loggers that have a level of their own. */
    static Map<String, Map<String, String>> all() throws CallException {
        return each(Library::levels);
    }

    /** By library the level of one logger. */
    static Map<String, Map<String, String>> of(String logger) throws CallException {
        return each(library -> Map.of(logger, library.level(logger)));
    }

    /** Sets the level of a logger in each library; what it is then. */
    static Map<String, Map<String, String>> set(String logger, String level) throws CallException {
        if (!LEVELS.contains(level) && !level.equals(UNSET)) {
            throw new CallException(
                    Reason.INVALID,
                    "There is no level " + level + ". Levels are " + String.join(", ", LEVELS) + " and " + UNSET + ".");
        }
        if (logger.equals(ROOT) && level.equals(UNSET)) {
            throw new CallException(Reason.INVALID, "The root logger has no parent whose level it could have.");
        }
        return each(library -> {
            library.set(logger, Optional.of(level).filter(it -> !it.equals(UNSET)));
            return Map.of(logger, library.level(logger));
        });
    }

    @FunctionalInterface
    private interface Question {
        Map<String, String> ask(Library library) throws ReflectiveOperationException;
    }

    private static Map<String, Map<String, String>> each(Question question) throws CallException {
        var answers = new TreeMap<String, Map<String, String>>();
        for (var library : loaded()) {
            try {
                answers.computeIfAbsent(library.name(), any -> new TreeMap<>()).putAll(question.ask(library));
            } catch (ReflectiveOperationException e) {
                throw new CallException(
                        Reason.FAILED, "The levels of " + library.name() + " can't be reached: " + e, e);
            }
        }
        if (answers.isEmpty()) {
            throw new CallException(
                    Reason.UNSUPPORTED, "This worker has neither Logback nor Log4j 2 nor the module java.logging.");
        }
        return answers;
    }

    private static List<Library> loaded() {
        var libraries = new ArrayList<Library>();
        // The app's libraries may be in a loader of its own, which its threads have.
        var loaders = Threads.all()
                .map(Thread::getContextClassLoader)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        loaders.stream()
                .flatMap(loader -> Logback.find(loader).stream())
                .distinct()
                .forEach(libraries::add);
        loaders.stream()
                .flatMap(loader -> Log4j.find(loader).stream())
                .distinct()
                .forEach(libraries::add);
        if (Modules.has("java.logging")) {
            libraries.add(new JavaLogging());
        }
        return libraries;
    }
}
