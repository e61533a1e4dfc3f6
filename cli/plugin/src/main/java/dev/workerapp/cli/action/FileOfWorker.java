package dev.workerapp.cli.action;

import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.kubectl.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A file that a worker writes and sends. It is complete or not there: it has another name until all of it has come. Only
 * this user can read it, since what a JVM has in memory may be secret.
 *
 * @param path where it is to be
 */
record FileOfWorker(Path path) {

    /** The file of that name. */
    static FileOfWorker named(String name) {
        try {
            Path path = Path.of(name);
            if (Files.isDirectory(path)) {
                throw Failure.usage("-o " + name + " is a folder: name a file");
            }
            return new FileOfWorker(path);
        } catch (InvalidPathException e) {
            throw Failure.usage("-o " + name + " is no name of a file: " + e.getMessage());
        }
    }

    /**
     * Has the worker write it, and stores it.
     *
     * @param action the action that writes it
     * @return its length, in bytes
     */
    long fetch(Api api, ActionToken token, Worker worker, String action) {
        Path part = path.resolveSibling(path.getFileName() + ".part");
        try (Reply reply = api.exchange(Call.file(action).to(worker, token))) {
            if (!reply.ok()) {
                Answer.Failed failed = Answer.failure(reply, reply.body().readAllBytes());
                throw new Failure(
                        Exit.NOT_REACHED,
                        "error: " + worker.name() + ": " + failed.message() + " (" + failed.reason() + ")");
            }
            long bytes = write(reply.body(), part);
            Files.move(part, path, StandardCopyOption.REPLACE_EXISTING);
            return bytes;
        } catch (IOException e) {
            delete(part);
            throw Failure.error(
                    "the file of " + worker.name() + " is not complete, and was not kept: " + e.getMessage());
        }
    }

    private static long write(InputStream from, Path part) throws IOException {
        Files.deleteIfExists(part);
        try (var to = Channels.newOutputStream(Files.newByteChannel(
                part,
                Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))))) {
            return from.transferTo(to);
        }
    }

    private static void delete(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException _) {
            // The first failure is the one to report.
        }
    }
}
