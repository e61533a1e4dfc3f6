package dev.workerapp.worker.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What this process has in memory, of the heap and of all else, as Linux counts it. */
final class ResidentMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Pattern LINE = Pattern.compile("VmRSS:\\s+(\\d{1,15}) kB");

    private ResidentMemory() {}

    static void write(PrometheusText text) {
        read().ifPresent(bytes -> text.single(
                "process_resident_memory_bytes", "gauge", "Memory of the process that is resident.", (double) bytes));
    }

    private static OptionalLong read() {
        try (var lines = Files.lines(STATUS)) {
            return lines.map(LINE::matcher)
                    .filter(Matcher::matches)
                    .mapToLong(line -> Long.parseLong(line.group(1)) * 1024)
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            // Another system than Linux.
            return OptionalLong.empty();
        }
    }
}
