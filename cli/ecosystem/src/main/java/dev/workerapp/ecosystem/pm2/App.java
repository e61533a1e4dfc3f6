package dev.workerapp.ecosystem.pm2;

import dev.workerapp.ecosystem.source.Position;
import dev.workerapp.ecosystem.value.JavaScript;
import dev.workerapp.ecosystem.value.Value;
import dev.workerapp.ecosystem.value.Value.Obj;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An app of PM2. Immutable.
 *
 * @param name as PM2 calls it
 * @param settings by PM2's name of the option
 * @param environments the variables of {@code env_NAME}, by NAME
 * @param ignored keys that PM2 does not take, or takes as if they were not there, with the reason
 * @param shell variables of the shell that were left out of {@code env}; only of apps that run
 * @param at where the app begins
 */
public record App(
        String name,
        Map<String, Setting> settings,
        Map<String, Setting> environments,
        Map<String, Ignored> ignored,
        List<String> shell,
        @Nullable Position at) {

    /** Longer than an argument, and still short enough for a line of a report. */
    private static final int LONGEST_ARGUMENT = 32_768;

    /** A key without effect, and why it has none. */
    public record Ignored(String why, @Nullable Position at) {}

    /** Copies the maps. */
    public App {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        environments = Collections.unmodifiableMap(new LinkedHashMap<>(environments));
        ignored = Collections.unmodifiableMap(new LinkedHashMap<>(ignored));
        shell = List.copyOf(shell);
    }

    /** An option, if it is set. */
    public Optional<Setting> setting(String option) {
        return Optional.ofNullable(settings.get(option));
    }

    /** A text. */
    public Optional<String> text(String option) {
        return value(option).flatMap(Value::asText);
    }

    /** A number. */
    public Optional<Double> number(String option) {
        return value(option).flatMap(Value::asNumber);
    }

    /** Whether it is set to true. */
    public boolean isTrue(String option) {
        return value(option).filter(value -> value.is(true)).isPresent();
    }

    /** Whether it is set to false. */
    public boolean isFalse(String option) {
        return value(option).filter(value -> value.is(false)).isPresent();
    }

    /** The texts of an array, numbers among them; nothing if it is not set. */
    public List<String> list(String option) {
        return value(option).stream()
                .flatMap(value -> value.asList().stream())
                .flatMap(item -> JavaScript.variable(item, LONGEST_ARGUMENT).stream())
                .toList();
    }

    /** The variables of {@code env}. */
    public Optional<Obj> env() {
        return value("env").flatMap(Value::asObject);
    }

    private Optional<Value> value(String option) {
        return setting(option).map(Setting::value);
    }
}
