package dev.workerapp.worker.stop;

import dev.workerapp.worker.call.Json;
import dev.workerapp.worker.log.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Objects;

/**
 * What a worker says of its end. It stands in the container's termination message, which the kubelet keeps when all else
 * of the worker is gone, and the operator reads it there.
 *
 * @param drained whether it drained before its signal came, or was not to drain at all
 * @param drainSeconds how long it drained
 * @param inFlight requests in flight when the signal came
 * @param unfinished those of them that had not ended when it stopped waiting
 * @param requests requests that have ended, in all its life
 * @param closed responses that told their client that the connection ends
 * @param stacks of a worker that the kubelet never found ready, what its threads were at; else empty
 */
public record TerminationReport(
        boolean drained, double drainSeconds, int inFlight, int unfinished, long requests, long closed, String stacks) {

    /** Reports of older runtimes have no stacks. */
    public TerminationReport {
        stacks = Objects.requireNonNullElse(stacks, "");
    }

    /** The one field of the JSON object, whose value is an object with the fields of this record. */
    public static final String FIELD = "workerapp";

    /** One line of JSON. */
    String json() {
        return String.format(
                Locale.ROOT,
                "{\"%s\":{\"drained\":%b,\"drainSeconds\":%.3f,\"inFlight\":%d,\"unfinished\":%d,\"requests\":%d,\"closed\":%d%s}}",
                FIELD,
                drained,
                drainSeconds,
                inFlight,
                unfinished,
                requests,
                closed,
                stacks.isEmpty() ? "" : ",\"stacks\":" + Json.of(stacks));
    }

    /** Writes them where the kubelet looks, unless the app has left its own there. */
    void writeTo(Path terminationLog) {
        try {
            if (Files.size(terminationLog) == 0) {
                Files.writeString(terminationLog, json(), StandardOpenOption.WRITE);
            }
        } catch (NoSuchFileException e) {
            // Nobody asks for them here.
        } catch (IOException e) {
            Log.line("no termination report in " + terminationLog, e);
        }
    }
}
