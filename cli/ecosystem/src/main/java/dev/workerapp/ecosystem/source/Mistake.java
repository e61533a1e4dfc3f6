package dev.workerapp.ecosystem.source;

import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong in a file.
 *
 * @param at where; null if it is not known, as for what a program has computed
 * @param message what is wrong, and what to do
 */
public record Mistake(String file, @Nullable Position at, String message) {
    /** Takes out what must not reach a terminal. */
    public Mistake {
        message = Printable.of(message);
    }

    /** As compilers print it: {@code ecosystem.config.js:3:14: …}. */
    @Override
    public String toString() {
        return at == null ? file + ": " + message : file + ":" + at + ": " + message;
    }
}
