package dev.workerapp.campaign.events;

import dev.workerapp.campaign.load.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** SIGKILL for the Java process of a pod, from outside. */
final class Kill {

    private Kill() {}

    /**
     * Kills it, and says when: microseconds since 1970.
     *
     * @param uid of the pod: its processes are those in the cgroup of that name
     * @throws IllegalStateException if the pod has no Java process
     */
    static long javaOf(String uid) {
        List<ProcessHandle> processes = ProcessHandle.allProcesses()
                .filter(process -> isJavaOf(uid, Path.of("/proc", Long.toString(process.pid()))))
                .toList();
        if (processes.isEmpty()) {
            throw new IllegalStateException("the pod " + uid + " has no Java process");
        }
        long now = Time.now();
        processes.forEach(ProcessHandle::destroyForcibly);
        return now;
    }

    private static boolean isJavaOf(String uid, Path process) {
        try {
            return Files.readString(process.resolve("cgroup")).contains(uid)
                    && Files.readSymbolicLink(process.resolve("exe")).endsWith("java");
        } catch (IOException e) {
            // It has ended meanwhile.
            return false;
        }
    }
}
