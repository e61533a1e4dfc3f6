package dev.workerapp.worker.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workerapp.worker.call.CallException;
import dev.workerapp.worker.call.CallException.Reason;
import dev.workerapp.worker.call.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an action has returned.
 *
 * @param isJson whether the text is JSON; otherwise it is for people
 * @param text may be empty; of a file, where it is and how long
 * @param file what it has written, the only file in its folder
 */
public record Result(boolean isJson, String text, Optional<Path> file) {
    /** The longest text, in bytes. */
    public static final int LONGEST = 1024 * 1024;

    static Result of(@Nullable Object value) throws CallException, IOException {
        if (value instanceof Path path) {
            var file = new LinkedHashMap<String, Object>();
            file.put("file", path);
            file.put("bytes", Files.size(path));
            return new Result(true, Json.of(file), Optional.of(path));
        }
        boolean isJson = value != null && !(value instanceof CharSequence);
        var text = isJson ? Json.of(value) : value == null ? "" : value.toString();
        int bytes = text.getBytes(UTF_8).length;
        if (bytes > LONGEST) {
            throw new CallException(
                    Reason.FAILED, "The action's result has " + bytes + " bytes; it may have " + LONGEST + ".");
        }
        return new Result(isJson, text, Optional.empty());
    }
}
