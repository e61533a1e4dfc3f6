package dev.workerapp.operator.telemetry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How long this process has been there, by the kernel's clock. The JDK's own answer ({@link ProcessHandle.Info}) counts
 * from the time at which the machine was started, in whole seconds, and can be wrong by one.
 */
final class ProcessAge {

    private static final Path STAT = Path.of("/proc/self/stat");
    private static final Path UPTIME = Path.of("/proc/uptime");

    /** proc_pid_stat(5), field 22: the start in clock ticks since boot, of which there are 100 a second everywhere. */
    private static final int START = 22;

    private static final int TICK_MILLIS = 10;

    private ProcessAge() {}

    /** Milliseconds since the process was started, exact to some 20. */
    static long millis() {
        try {
            return millis(Files.readString(STAT), Files.readString(UPTIME));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static long millis(String stat, String uptime) {
        // The second field is the program's name in parentheses, and may hold anything.
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long start = Long.parseLong(afterName[START - 3]) * TICK_MILLIS;
        long now = Math.round(Double.parseDouble(uptime.substring(0, uptime.indexOf(' '))) * 1000);
        return now - start;
    }
}
