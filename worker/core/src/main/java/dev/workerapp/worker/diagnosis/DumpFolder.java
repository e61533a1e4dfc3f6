package dev.workerapp.worker.diagnosis;

import dev.workerapp.worker.call.CallException;
import dev.workerapp.worker.call.CallException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A new folder for one file, which nobody but the app's user may read, among the temporary files of the pod. */
final class DumpFolder {
    private DumpFolder() {}

    /** What writes a file. */
    @FunctionalInterface
    interface Writer {
        /** Writes a file that does not exist yet. */
        void write(Path file) throws Exception;
    }

    /**
     * Has a file written into a new folder; nothing is left of it if that fails, or the thread was interrupted meanwhile.
     *
     * @param bytes how many are needed, so that a full disk does not harm others; 0 if that is not known
     * @throws CallException where there is no place for it
     */
    static Path write(String name, long bytes, Writer writer) throws Exception {
        var temporary = Path.of(System.getProperty("java.io.tmpdir"));
        var folder = create(temporary);
        var file = folder.resolve(name);
        boolean written = false;
        try {
            long room = Files.getFileStore(folder).getUsableSpace();
            if (room < bytes) {
                throw new CallException(
                        Reason.FAILED,
                        "The file may need " + bytes + " bytes, and " + temporary + " has room for " + room
                                + ". Mount a larger emptyDir there.");
            }
            writer.write(file);
            written = !Thread.interrupted();
            return file;
        } finally {
            if (!written) {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        }
    }

    private static Path create(Path temporary) throws CallException {
        try {
            return Files.createTempDirectory(temporary, "workerapp-");
        } catch (IOException e) {
            throw new CallException(
                    Reason.FAILED,
                    "No file can be written in " + temporary + " (" + e + "). Mount an emptyDir there, or set"
                            + " -Djava.io.tmpdir to a folder that can be written.",
                    e);
        }
    }
}
