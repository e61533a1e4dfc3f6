package dev.workerapp.cli.logs;

import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.json.JsonText;
import dev.workerapp.cli.output.Colours;
import dev.workerapp.cli.output.Colours.Colour;
import dev.workerapp.cli.output.Console;
import dev.workerapp.cli.output.Escapes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prints lines. One thread uses it.
 *
 * @param console where
 * @param form how
 */
record LogPrinter(Console console, Form form) {

    /** Of slots in turn. Red is for what is broken. */
    private static final Colour[] SLOTS = {Colour.CYAN, Colour.GREEN, Colour.MAGENTA, Colour.YELLOW, Colour.BLUE};

    /** What stands before a line. */
    enum Prefix {
        /** The app and the slot. */
        SLOT,
        /** The pod. */
        POD,
        /** Nothing. */
        NONE
    }

    /**
     * How lines are printed.
     *
     * @param prefix what stands before a line
     * @param raw as they were written: no prefix, and nothing is filtered
     * @param timestamps whether the time stands before a line
     * @param json as objects of JSON, one a line
     * @param grep only lines in which this is found
     * @param highlight what is coloured in a line
     */
    record Form(
            Prefix prefix,
            boolean raw,
            boolean timestamps,
            boolean json,
            Optional<Pattern> grep,
            Optional<Pattern> highlight) {}

    void print(Line line) {
        String plain = Escapes.none(line.text());
        if (form.grep().isPresent() && !form.grep().get().matcher(plain).find()) {
            return;
        }
        if (form.json()) {
            console.print(JsonText.compact(json(line, plain)));
        } else if (form.raw()) {
            console.print(time(line) + line.text());
        } else {
            console.print(prefix(line.source()) + time(line) + text(line, plain));
        }
    }

    private String time(Line line) {
        return form.timestamps() ? line.time() + " " : "";
    }

    private String prefix(Source source) {
        Colour colour = SLOTS[Math.floorMod(source.worker().slot(), SLOTS.length)];
        return switch (form.prefix()) {
            case SLOT -> console.colours().paint(colour, "[" + source.label() + "]") + " ";
            case POD -> console.colours().paint(colour, "[" + source.worker().name() + "]") + " ";
            case NONE -> "";
        };
    }

    private String text(Line line, String plain) {
        Colours colours = console.colours();
        if (!colours.on()) {
            return plain;
        }
        if (form.highlight().isPresent()) {
            Matcher found = form.highlight().get().matcher(plain);
            if (found.find()) {
                return found.replaceAll(match -> Matcher.quoteReplacement(colours.paint(Colour.FOUND, match.group())));
            }
        }
        String text = Escapes.coloursOnly(line.text());
        // A colour that a line leaves on must not colour the next one, which another worker may have written.
        return text.equals(plain) ? text : text + Colours.RESET;
    }

    /** The fields of a line that is an object of JSON, or its text as {@code message}; whose it is comes first. */
    private Json json(Line line, String plain) {
        Map<String, Json> fields = new LinkedHashMap<>();
        fields.put("app", Json.of(line.source().worker().app()));
        fields.put("slot", Json.of(line.source().worker().slot()));
        fields.put("pod", Json.of(line.source().worker().name()));
        if (form.timestamps()) {
            fields.put("time", Json.of(line.time().toString()));
        }
        parsed(line.text()).forEach(fields::putIfAbsent);
        if (parsed(line.text()).isEmpty()) {
            fields.put("message", Json.of(plain));
        }
        return new Json.Obj(fields);
    }

    private static Map<String, Json> parsed(String text) {
        if (!text.startsWith("{")) {
            return Map.of();
        }
        try {
            return JsonText.read(text.getBytes(StandardCharsets.UTF_8)).entries();
        } catch (IOException _) {
            return Map.of();
        }
    }

    /** A remark of the plug-in, on standard error. */
    void note(String text) {
        console.hint(text);
    }

    /** Writes what was printed. False if nobody reads it any more, as after {@code | head}. */
    boolean flush() {
        return !console.out().checkError();
    }
}
