package dev.workerapp.ecosystem.pm2;

import dev.workerapp.ecosystem.pm2.App.Ignored;
import dev.workerapp.ecosystem.source.Mistake;
import dev.workerapp.ecosystem.value.Value;
import dev.workerapp.ecosystem.value.Value.Bool;
import dev.workerapp.ecosystem.value.Value.Member;
import dev.workerapp.ecosystem.value.Value.Num;
import dev.workerapp.ecosystem.value.Value.Obj;
import dev.workerapp.ecosystem.value.Value.Str;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the options of one app, as {@code Config.validateJSON} in lib/tools/Config.js does. */
final class AppReader {
    private final String file;
    private final boolean isRunning;
    private final List<Mistake> mistakes;

    /**
     * @param isRunning whether the values are PM2's own already, so that none is left out
     * @param mistakes to which those that are found are added
     */
    AppReader(String file, boolean isRunning, List<Mistake> mistakes) {
        this.file = file;
        this.isRunning = isRunning;
        this.mistakes = mistakes;
    }

    /**
     * The app; empty if it has a mistake, which was noted.
     *
     * @param shell the names of variables that were left out
     */
    Optional<App> read(Obj object, List<String> shell) {
        Map<String, Setting> settings = new LinkedHashMap<>();
        Map<String, Ignored> ignored = new LinkedHashMap<>();
        int before = mistakes.size();
        for (Option option : Schema.options()) {
            named(object, option).ifPresent(key -> take(object, option, key, settings));
        }
        if (!settings.containsKey("script")) {
            String or = settings.containsKey("name") ? " the app \"%s\"".formatted(nameOf(settings)) : " this app";
            mistakes.add(new Mistake(file, object.at(), "script is missing:" + or + " needs one"));
        }
        if (mistakes.size() > before) {
            return Optional.empty();
        }
        Map<String, Setting> environments = new LinkedHashMap<>();
        object.members().forEach((key, member) -> {
            if (key.startsWith(Schema.ENVIRONMENT)) {
                String name = key.substring(Schema.ENVIRONMENT.length());
                environments.put(name, new Setting(key, key, member.value(), member.at()));
            } else {
                why(key, member, settings).ifPresent(why -> ignored.put(key, new Ignored(why, member.at())));
            }
        });
        return Optional.of(new App(nameOf(settings), settings, environments, ignored, shell, object.at()));
    }

    /** The key that PM2 takes an option from: the first one that is truthy, or else the last one. */
    private Optional<String> named(Obj object, Option option) {
        List<String> keys = new ArrayList<>(List.of(option.name()));
        keys.addAll(option.aliases());
        if (option.name().equals("script")) {
            keys.addAll(1, Schema.COMMANDS);
        }
        Optional<String> truthy = keys.stream()
                .filter(key -> object.get(key)
                        .filter(value -> isRunning || isTruthy(value))
                        .isPresent())
                .findFirst();
        return truthy.or(
                () -> Optional.of(keys.getLast()).filter(key -> object.get(key).isPresent()));
    }

    private static boolean isTruthy(Value value) {
        return switch (value) {
            case Bool bool -> bool.value();
            case Num num -> num.number() != 0 && !Double.isNaN(num.number());
            case Str str -> !str.text().isEmpty();
            default -> true;
        };
    }

    private void take(Obj object, Option option, String key, Map<String, Setting> settings) {
        Member member = object.members().get(key);
        if (member == null) {
            return;
        }
        try {
            settings.put(
                    option.name(), new Setting(option.name(), key, Coercion.of(option, member.value()), member.at()));
        } catch (Coercion.Wrong e) {
            mistakes.add(new Mistake(file, member.at(), key + " " + e.getMessage()));
        }
    }

    /** Why a key has no effect; empty if it has one, or says what PM2 does anyway. */
    private static Optional<String> why(String key, Member member, Map<String, Setting> settings) {
        if (!Schema.knows(key)) {
            return Optional.of("PM2 has no such option, and ignores it");
        }
        Value value = member.value();
        boolean taken =
                settings.values().stream().anyMatch(setting -> setting.key().equals(key));
        // 0 is how a file says that there is no schedule.
        boolean isNoSchedule = key.equals("cron_restart") || key.equals("cron");
        if (taken
                || isNoSchedule
                || !value.isSet()
                || value instanceof Bool
                || (isTruthy(value) && isBehind(key, settings))) {
            return Optional.empty();
        }
        return Optional.of("PM2 takes it as if it were not there");
    }

    /** Whether another key is taken for the same option. */
    private static boolean isBehind(String key, Map<String, Setting> settings) {
        return Schema.options().stream()
                .anyMatch(
                        option -> (option.name().equals(key) || option.aliases().contains(key))
                                && settings.containsKey(option.name()));
    }

    private static String nameOf(Map<String, Setting> settings) {
        return text(settings.get("name"))
                .or(() -> text(settings.get("script")).map(AppReader::baseName))
                .orElse("app");
    }

    private static Optional<String> text(@Nullable Setting setting) {
        return Optional.ofNullable(setting).flatMap(it -> it.value().asText());
    }

    private static String baseName(String script) {
        String last = script.replaceAll("/+$", "");
        last = last.substring(last.lastIndexOf('/') + 1);
        int dot = last.lastIndexOf('.');
        return dot > 0 ? last.substring(0, dot) : last;
    }
}
