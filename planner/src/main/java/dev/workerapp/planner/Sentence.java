package dev.workerapp.planner;

/** Words of others, as a sentence of their own. */
public final class Sentence {

    private Sentence() {}

    /** The text with a full stop, unless it ends a sentence already; empty for a blank one. */
    public static String of(String text) {
        String stripped = text.strip();
        return stripped.isEmpty() || stripped.endsWith(".") || stripped.endsWith("!") || stripped.endsWith("?")
                ? stripped
                : stripped + ".";
    }
}
