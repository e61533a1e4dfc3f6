package dev.workerapp.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a cluster was recorded to answer: a folder with a file {@code answers}, in which a line is a method, a path and the
 * file with the body. A path without a query is for every query that has no line of its own. In bodies {@code @TOKEN@} is the token of the request that was written last, so
 * that a status can say that the request has been taken up. Thread-safe.
 */
final class Answers {

    private static final Pattern REQUEST = Pattern.compile("requested-at\"\\s*:\\s*\"([^\"]+)\"");

    private final Path folder;
    private final Map<String, String> files = new HashMap<>();
    private volatile String token = "";

    private Answers(Path folder) {
        this.folder = folder;
    }

    /** Reads the table of a folder. */
    static Answers read(Path folder) throws IOException {
        Answers answers = new Answers(folder);
        for (String line : Files.readAllLines(folder.resolve("answers"))) {
            String[] words = line.split(" +", 3);
            if (words.length == 3 && !line.startsWith("#")) {
                answers.files.put(words[0] + " " + words[1], words[2]);
            }
        }
        return answers;
    }

    /**
     * The body of the answer. A write that is not in the table succeeds.
     *
     * @param path with its query
     * @param body what was written; empty for a read
     * @return nothing if a cluster would answer 404
     */
    Optional<String> answer(String method, String path, String body) throws IOException {
        Matcher written = REQUEST.matcher(body);
        if (written.find()) {
            token = written.group(1);
        }
        String request = method + " " + path;
        String file = files.getOrDefault(request, files.get(request.split("\\?", 2)[0]));
        if (file != null) {
            return Optional.of(Files.readString(folder.resolve(file)).replace("@TOKEN@", token));
        }
        return method.equals("GET") ? Optional.empty() : Optional.of("{\"kind\":\"Status\",\"status\":\"Success\"}");
    }
}
