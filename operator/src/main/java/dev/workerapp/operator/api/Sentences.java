package dev.workerapp.operator.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workerapp.planner.Sentence;

/** Texts of others within texts of ours. */
public final class Sentences {

    private static final String GAP = " … ";

    private Sentences() {}

    /** The text as a sentence of its own, so that another one may follow. */
    public static String end(String text) {
        return Sentence.of(text);
    }

    /**
     * At most so many bytes of the text in UTF-8: its beginning, where the facts are, and its end, where the last lines of
     * a log are.
     *
     * @param bytes more than ten
     */
    public static String clip(String text, int bytes) {
        if (text.getBytes(UTF_8).length <= bytes) {
            return text;
        }
        int room = bytes - GAP.getBytes(UTF_8).length;
        return first(text, room / 2) + GAP + last(text, room - room / 2);
    }

    private static String first(String text, int bytes) {
        int end = Math.min(bytes, text.length());
        while (text.substring(0, end).getBytes(UTF_8).length > bytes || splitsPair(text, end)) {
            end--;
        }
        return text.substring(0, end);
    }

    private static String last(String text, int bytes) {
        int begin = Math.max(0, text.length() - bytes);
        while (text.substring(begin).getBytes(UTF_8).length > bytes || splitsPair(text, begin)) {
            begin++;
        }
        return text.substring(begin);
    }

    private static boolean splitsPair(String text, int at) {
        return at > 0 && at < text.length() && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
    }
}
