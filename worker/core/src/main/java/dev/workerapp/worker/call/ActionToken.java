package dev.workerapp.worker.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * What a caller of actions and a sender of messages must know: the content of a file, which is mounted from a Secret. It
 * is read for each call, so that a Secret that is made or changed later takes effect. Safe for use by several threads.
 */
public final class ActionToken {
    /** The header of a request that has it; the API server takes {@code Authorization} out on its way to a pod. */
    public static final String HEADER = "X-WorkerApp-Token";

    private static final int LONGEST = 4096;

    private final Optional<Path> file;

    /** @param file absent: nobody may call */
    public ActionToken(Optional<Path> file) {
        this.file = file;
    }

    /** The token as it is now; empty where the file is not there, is empty, or has more than 4 KiB. */
    public Optional<String> now() {
        return file.flatMap(ActionToken::read);
    }

    private static Optional<String> read(Path file) {
        try {
            return Files.size(file) > LONGEST
                    ? Optional.empty()
                    : Optional.of(Files.readString(file).trim()).filter(token -> !token.isEmpty());
        } catch (IOException e) {
            // A Secret that does not exist, or not yet, is an empty folder.
            return Optional.empty();
        }
    }

    /** Whether a caller has said the token; in constant time, so that it can't be guessed letter by letter. */
    public static boolean matches(String token, String said) {
        return MessageDigest.isEqual(token.getBytes(UTF_8), said.getBytes(UTF_8));
    }
}
