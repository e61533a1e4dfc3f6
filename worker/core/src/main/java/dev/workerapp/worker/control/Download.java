package dev.workerapp.worker.control;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that nothing is left of when it was read: it is deleted while it is open, so that its space is free again also
 * where this JVM is killed meanwhile. For one thread.
 */
final class Download extends FilterInputStream {
    private final Runnable end;
    private boolean closed;

    private Download(InputStream file, Runnable end) {
        super(file);
        this.end = end;
    }

    /**
     * Opens a file and deletes it together with its folder.
     *
     * @param end what to do when it is closed
     */
    static Download of(Path file, Runnable end) throws IOException {
        var in = Files.newInputStream(file);
        Files.delete(file);
        Files.deleteIfExists(file.resolveSibling(""));
        return new Download(in, end);
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
        return in.transferTo(out);
    }

    @Override
    public void close() throws IOException {
        try {
            super.close();
        } finally {
            if (!closed) {
                closed = true;
                end.run();
            }
        }
    }
}
