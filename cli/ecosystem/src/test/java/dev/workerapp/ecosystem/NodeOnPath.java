package dev.workerapp.ecosystem;

import java.io.IOException;
import java.util.stream.Stream;

/** Whether this machine has a Node.js that can run a form. */
final class NodeOnPath {
    private static final boolean THERE =
            Stream.of("--permission", "--experimental-permission").anyMatch(NodeOnPath::takes);

    private NodeOnPath() {}

    static boolean isThere() {
        return THERE;
    }

    private static boolean takes(String option) {
        try {
            return new ProcessBuilder("node", option, "-e", "0")
                            .start()
                            .onExit()
                            .join()
                            .exitValue()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
