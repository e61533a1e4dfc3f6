package dev.workerapp.worker.metrics;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** CPU and file handles, by {@code jdk.management}. */
final class ProcessMetrics {
    private ProcessMetrics() {}

    static void write(PrometheusText text) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            text.single(
                    "process_cpu_seconds_total",
                    "counter",
                    "CPU time, of user and system.",
                    Math.max(0, system.getProcessCpuTime()) / 1e9);
        }
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            text.single("process_open_fds", "gauge", "Open file handles.", (double) unix.getOpenFileDescriptorCount());
            text.single(
                    "process_max_fds", "gauge", "File handles to be had.", (double) unix.getMaxFileDescriptorCount());
        }
    }
}
