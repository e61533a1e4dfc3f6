package dev.workerapp.cli.kubectl;

import dev.workerapp.cli.exit.Failure;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The folder of one kubectl that runs beside the plug-in: its socket, if it has one, and who has started it. Nobody else can
 * look into it. It lies in /tmp, since the path of a socket has at most 104 bytes on some systems.
 */
final class ProcessFolder {

    private static final Path PARENT = Path.of("/tmp");
    private static final String PREFIX = "kubectl-workerapp-";

    /** A folder without a note is younger than that, or nobody will write one. */
    private static final Duration TIME_FOR_A_NOTE = Duration.ofMinutes(1);

    private final Path folder;

    private ProcessFolder(Path folder) {
        this.folder = folder;
    }

    /** Makes a new one. */
    static ProcessFolder create() {
        try {
            return new ProcessFolder(Files.createTempDirectory(
                    PARENT,
                    PREFIX,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
        } catch (IOException e) {
            throw Failure.error(
                    "no folder for a kubectl that runs beside the plug-in can be made in " + PARENT + ": " + e);
        }
    }

    /** Where the socket is. */
    Path socket() {
        return folder.resolve("s");
    }

    /** Writes down who uses it, for the time after a SIGKILL of the plug-in. */
    void note(ProcessHandle user, ProcessHandle kubectl) throws IOException {
        Files.write(folder.resolve("pids"), List.of(identity(user), identity(kubectl)));
    }

    /** Removes it. */
    void delete() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException _) {
            // The next start looks for what is left.
        }
    }

    /** Ends the kubectls of plug-ins that were killed, and removes their folders. Those of other users are left alone. */
    static void clearStale() {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(PARENT, PREFIX + "*")) {
            for (Path folder : folders) {
                if (Files.isReadable(folder) && isOwn(folder)) {
                    new ProcessFolder(folder).clearIfStale();
                }
            }
        } catch (IOException _) {
            // What can't be seen is not ours to clear.
        }
    }

    private static boolean isOwn(Path folder) throws IOException {
        return Files.getOwner(folder).getName().equals(System.getProperty("user.name"));
    }

    private void clearIfStale() {
        try {
            Path note = folder.resolve("pids");
            if (!Files.exists(note)) {
                FileTime made = Files.getLastModifiedTime(folder);
                if (made.toInstant().isBefore(Instant.now().minus(TIME_FOR_A_NOTE))) {
                    delete();
                }
                return;
            }
            List<String> pids = Files.readAllLines(note);
            if (pids.size() == 2 && process(pids.get(0)).isEmpty()) {
                process(pids.get(1)).ifPresent(ProcessHandle::destroy);
                delete();
            }
        } catch (IOException _) {
            // Its own plug-in removes it at this very moment.
        }
    }

    /** A process id is used again some day: its start makes it unique. */
    private static String identity(ProcessHandle process) {
        return process.pid() + " "
                + process.info().startInstant().map(Instant::toString).orElse("");
    }

    private static Optional<ProcessHandle> process(String identity) {
        int blank = identity.indexOf(' ');
        try {
            return ProcessHandle.of(Long.parseLong(identity.substring(0, Math.max(blank, 0))))
                    .filter(process -> process.isAlive() && identity(process).equals(identity));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
