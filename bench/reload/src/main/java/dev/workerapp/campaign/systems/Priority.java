package dev.workerapp.campaign.systems;

import dev.workerapp.cluster.Shell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Who gets a processor first. The clients and who watches have machines of their own elsewhere, so here clients never wait
 * for one, and who watches runs when nothing else wants to.
 */
public enum Priority {
    /**
     * Before all others, by the real-time scheduler. Where that is refused, chrt says so, it is {@link #USUAL}, and what it
     * waits for looks like the server's time.
     */
    FIRST("if chrt --rr 1 true; then exec chrt --rr 1 \"$@\"; else renice -n 0 -p $$ >/dev/null; exec \"$@\"; fi"),
    /** The cluster's, also when who watches starts it. */
    USUAL("renice -n 0 -p $$ >/dev/null; exec \"$@\"");

    private final String script;

    Priority(String script) {
        this.script = script;
    }

    /** The command that runs this one with the priority. */
    public List<String> of(List<String> command) {
        List<String> all = new ArrayList<>(List.of("sh", "-c", script, "sh"));
        all.addAll(command);
        return all;
    }

    /**
     * Puts the threads of this process behind all others; those that they start, and kubectl, inherit it. So the cluster must
     * be up before. A thread that ends meanwhile needs nothing.
     */
    public static void stepBack(Shell shell) {
        shell.must(
                Duration.ofSeconds(10),
                "sh",
                "-c",
                "for task in /proc/%d/task/*; do renice -n 19 -p ${task##*/} || [ ! -e $task ] || exit 1; done"
                        .formatted(ProcessHandle.current().pid()));
    }
}
