package dev.workerapp.ecosystem.report;

import dev.workerapp.ecosystem.source.Position;
import dev.workerapp.ecosystem.source.Printable;
import org.jspecify.annotations.Nullable;

/**
 * What became of one option of one app.
 *
 * @param app the app's name in Kubernetes; nothing if it is about the file
 * @param option as the file has it
 * @param message what became of it, and what to do
 * @param at where the option stands; null if it is not in the file, or not known
 */
public record Finding(
        Group group,
        String app,
        String option,
        String message,
        @Nullable Position at) {
    /** Takes out what must not reach a terminal. */
    public Finding {
        option = Printable.of(option);
        message = Printable.of(message);
    }
}
