package dev.workerapp.cli.kubectl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;

/**
 * What kubectl prints on standard error. Its error messages and log lines are kept; all the rest is passed on as it comes,
 * byte by byte: a login may ask something there, in a line that does not end.
 */
final class ErrorStream extends Thread {

    private static final int LIMIT = 64 * 1024;

    /** The form of a date of Go's package log; 0 is any digit. */
    private static final String GO_LOG = "0000/00/00 ";

    private final InputStream from;
    private final PrintStream to;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    ErrorStream(InputStream from, PrintStream to) {
        super("kubectl-stderr");
        setDaemon(true);
        this.from = from;
        this.to = to;
        start();
    }

    @Override
    public void run() {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean passing = false;
        try (from) {
            for (int next = from.read(); next >= 0; next = from.read()) {
                if (passing) {
                    to.write(next);
                } else {
                    line.write(next);
                    if (!mayBeKept(line.toString(UTF_8))) {
                        passing = true;
                        to.writeBytes(line.toByteArray());
                        line.reset();
                    }
                }
                if (next == '\n') {
                    keep(line);
                    passing = false;
                }
                if (from.available() == 0) {
                    to.flush();
                }
            }
        } catch (IOException _) {
            // The process has ended.
        }
        keep(line);
        to.flush();
    }

    private void keep(ByteArrayOutputStream line) {
        synchronized (kept) {
            if (kept.size() + line.size() <= LIMIT) {
                kept.writeBytes(line.toByteArray());
            }
        }
        line.reset();
    }

    /** Whether a line that begins so may be of an error message, or of a log: of klog, E1127 11:40:36, or of Go's own. */
    private static boolean mayBeKept(String begin) {
        if (mayBeDate(begin.substring(0, Math.min(begin.length(), GO_LOG.length())))) {
            return true;
        }
        for (String kept : new String[] {"Error", "error", "The ", "* ", "Unable to connect", "E0", "E1"}) {
            if (begin.length() < kept.length() ? kept.startsWith(begin) : begin.startsWith(kept)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a text is the beginning of a date as Go's package log writes it: kubectl proxy does so when it loses a connection. */
    private static boolean mayBeDate(String begin) {
        for (int i = 0; i < begin.length(); i++) {
            char expected = GO_LOG.charAt(i);
            char c = begin.charAt(i);
            if (expected == '0' ? !Character.isDigit(c) : c != expected) {
                return false;
            }
        }
        return true;
    }

    /** The error messages so far, when the process has ended. */
    String messages() {
        try {
            join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return soFar();
    }

    /** The error messages so far. */
    String soFar() {
        synchronized (kept) {
            return kept.toString(UTF_8).strip();
        }
    }
}
