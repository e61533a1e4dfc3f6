package dev.workerapp.cli.command;

import dev.workerapp.cli.exit.Failure;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The value of {@code --timeout}, in the form of Go's durations, as kubectl takes them. */
public final class Timeout {

    private static final Pattern PART = Pattern.compile("(\\d{1,9})(h|ms|m|s)");

    private Timeout() {}

    /** Declares the option. */
    public static void declare(Options options) {
        options.value("<duration>", "How long to wait, as 90s or 5m (the default); 0 for ever", "--timeout");
    }

    /** What the option says, or 5 minutes. Zero stands for no limit. */
    public static Duration of(Arguments arguments) {
        return parse("--timeout", arguments.value("--timeout").orElse("5m"));
    }

    /** Reads {@code 1h30m}, {@code 90s}, {@code 500ms} or {@code 0}, the value of an option. */
    public static Duration parse(String option, String text) {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        Matcher part = PART.matcher(text);
        Duration sum = Duration.ZERO;
        int end = 0;
        while (end < text.length() && part.find(end) && part.start() == end) {
            long number = Long.parseLong(part.group(1));
            sum = sum.plus(
                    switch (part.group(2)) {
                        case "h" -> Duration.ofHours(number);
                        case "m" -> Duration.ofMinutes(number);
                        case "s" -> Duration.ofSeconds(number);
                        default -> Duration.ofMillis(number);
                    });
            end = part.end();
        }
        if (end < text.length() || text.isEmpty()) {
            throw Failure.usage(option + " is a duration as 90s, 5m or 1h30m, not \"" + text + "\"");
        }
        return sum;
    }
}
