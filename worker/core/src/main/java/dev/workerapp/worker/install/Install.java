package dev.workerapp.worker.install;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Copies the jar that it is in to where an app's JVM will look for it: the one thing that the init container of an
 * injected worker does.
 */
public final class Install {
    private Install() {}

    /**
     * Copies the jar. An older one is replaced in one step, so that nobody ever reads half of one.
     *
     * @param arguments the path to copy to
     */
    public static void main(String[] arguments) throws IOException, URISyntaxException {
        if (arguments.length != 1) {
            System.err.println("usage: install PATH");
            System.exit(2);
        }
        copy(Path.of(jar()), Path.of(arguments[0]));
    }

    static void copy(Path jar, Path target) throws IOException {
        var partial = target.resolveSibling(target.getFileName() + ".part");
        Files.copy(jar, partial, StandardCopyOption.REPLACE_EXISTING);
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static URI jar() throws URISyntaxException {
        return Install.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    }
}
