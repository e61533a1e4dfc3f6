package dev.workerapp.dist;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A kubectl without a cluster, for the training run and the tests of the packed plug-in: {@code get --raw} and
 * {@code proxy} answer as was recorded, {@code version} says a version, and all else prints nothing and succeeds.
 */
final class RecordedKubectl {

    private RecordedKubectl() {}

    /** The first argument is the folder of what was recorded, the others are those of kubectl. */
    public static void main(String[] arguments) throws IOException {
        Answers answers = Answers.read(Path.of(arguments[0]));
        for (int i = 1; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--raw" -> {
                    get(answers, arguments[i + 1]);
                    return;
                }
                case "proxy" -> {
                    RecordedProxy.serve(answers, socket(arguments));
                    return;
                }
                case "version" -> {
                    System.out.println("{\"clientVersion\":{\"gitVersion\":\"v1.34.4\"}}");
                    return;
                }
                default -> {}
            }
        }
    }

    private static void get(Answers answers, String path) throws IOException {
        Optional<String> body = answers.answer("GET", path, "");
        if (body.isEmpty()) {
            System.err.println("Error from server (NotFound): not recorded: " + path);
            System.exit(1);
        }
        System.out.print(body.orElseThrow());
    }

    private static Path socket(String[] arguments) {
        String option = "--unix-socket=";
        for (String argument : arguments) {
            if (argument.startsWith(option)) {
                return Path.of(argument.substring(option.length()));
            }
        }
        throw new IllegalArgumentException("proxy needs " + option);
    }
}
