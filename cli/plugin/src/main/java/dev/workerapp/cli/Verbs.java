package dev.workerapp.cli;

import dev.workerapp.cli.action.DiagnosisVerb;
import dev.workerapp.cli.action.HeapVerb;
import dev.workerapp.cli.action.ProfileVerb;
import dev.workerapp.cli.action.SendVerb;
import dev.workerapp.cli.action.SignalVerb;
import dev.workerapp.cli.action.TriggerVerb;
import dev.workerapp.cli.change.DeleteVerb;
import dev.workerapp.cli.change.PauseVerb;
import dev.workerapp.cli.change.ScaleVerb;
import dev.workerapp.cli.change.StartVerb;
import dev.workerapp.cli.change.StopVerb;
import dev.workerapp.cli.command.Verb;
import dev.workerapp.cli.dashboard.DashboardVerb;
import dev.workerapp.cli.describe.DescribeVerb;
import dev.workerapp.cli.doctor.DoctorVerb;
import dev.workerapp.cli.follow.WaitVerb;
import dev.workerapp.cli.history.HistoryVerb;
import dev.workerapp.cli.logs.LogsVerb;
import dev.workerapp.cli.monit.MonitVerb;
import dev.workerapp.cli.pod.EnvVerb;
import dev.workerapp.cli.pod.ExecVerb;
import dev.workerapp.cli.request.ReloadVerb;
import dev.workerapp.cli.request.RestartVerb;
import dev.workerapp.cli.request.UndoVerb;
import dev.workerapp.cli.verb.CompletionVerb;
import dev.workerapp.cli.verb.ImportVerb;
import dev.workerapp.cli.verb.ListVerb;
import dev.workerapp.cli.verb.VersionVerb;
import dev.workerapp.cli.why.WhyVerb;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The table of verbs. Only the one that is called is made. */
public final class Verbs {

    /** What a verb is for, as the help groups them. */
    public enum Group {
        /** Shows something. */
        LOOK("Look"),
        /** Changes an app. */
        CHANGE("Change"),
        /** Speaks to workers. */
        TALK("Talk to workers"),
        /** All else. */
        MORE("More");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        /** The heading. */
        public String title() {
            return title;
        }
    }

    /**
     * A row of the table.
     *
     * @param name the verb
     * @param aliases its other names
     * @param group what it is for
     * @param summary what it does, in a few words
     * @param make makes it
     */
    public record Entry(String name, List<String> aliases, Group group, String summary, Supplier<Verb> make) {}

    private static final List<Entry> TABLE = List.of(
            entry("list", "ls ps status", Group.LOOK, "Show the apps, or their workers", ListVerb::new),
            entry("describe", "show info", Group.LOOK, "Show one app, whole", DescribeVerb::new),
            entry(
                    "logs",
                    "log",
                    Group.LOOK,
                    "Print the logs of workers, and of those that replace them",
                    LogsVerb::new),
            entry(
                    "monit",
                    "top",
                    Group.LOOK,
                    "Show an app, what its workers do, and their logs, all the time",
                    MonitVerb::new),
            entry("history", "", Group.LOOK, "Show the revisions of an app, and what differs", HistoryVerb::new),
            entry("why", "", Group.LOOK, "Say why an app is not as asked, and what to do", WhyVerb::new),
            entry(
                    "dashboard",
                    "",
                    Group.LOOK,
                    "Serve a page on loopback that shows apps and workers",
                    DashboardVerb::new),
            entry("env", "", Group.LOOK, "Show the variables of a worker, and where each is from", EnvVerb::new),
            entry("wait", "", Group.LOOK, "Wait until an app is so, or does not get there", WaitVerb::new),
            entry(
                    "start",
                    "",
                    Group.CHANGE,
                    "Start apps that were stopped, or what a file describes",
                    () -> new StartVerb(System.in)),
            entry("stop", "", Group.CHANGE, "Stop the workers of an app, and keep everything else", StopVerb::new),
            entry("reload", "", Group.CHANGE, "Replace the workers of an app without downtime", ReloadVerb::new),
            entry("restart", "", Group.CHANGE, "Stop all workers of an app at once, and start them", RestartVerb::new),
            entry("scale", "", Group.CHANGE, "Say how many workers an app is to have", ScaleVerb::new),
            entry("pause", "", Group.CHANGE, "Replace no further workers", () -> new PauseVerb(true)),
            entry("resume", "", Group.CHANGE, "Go on after pause", () -> new PauseVerb(false)),
            entry("undo", "", Group.CHANGE, "Go back to the version before, or to another one", UndoVerb::new),
            entry("delete", "rm", Group.CHANGE, "Delete apps, with their workers", DeleteVerb::new),
            entry("exec", "", Group.TALK, "Run a command in the container of a worker", ExecVerb::new),
            entry("trigger", "", Group.TALK, "Run an action in every worker", TriggerVerb::new),
            entry("send", "", Group.TALK, "Send a message to every worker", () -> new SendVerb(System.in)),
            entry("signal", "sendSignal", Group.TALK, "Raise a signal in every worker", SignalVerb::new),
            entry(
                    "threads",
                    "",
                    Group.TALK,
                    "Print what the threads of workers do",
                    () -> new DiagnosisVerb("threads")),
            entry("gc", "", Group.TALK, "Have workers collect garbage", () -> new DiagnosisVerb("gc")),
            entry("profile", "", Group.TALK, "Record a worker by Flight Recorder into a file", ProfileVerb::new),
            entry("heap", "", Group.TALK, "Fetch a heap dump of a worker into a file", HeapVerb::new),
            entry(
                    "import",
                    "",
                    Group.MORE,
                    "Make WorkerApps of PM2's file, and say what became of each option",
                    ImportVerb::new),
            entry("doctor", "", Group.MORE, "Say what you may do, and what the cluster lacks", DoctorVerb::new),
            entry("version", "", Group.MORE, "Show the versions of plug-in, operator and kubectl", VersionVerb::new),
            entry("completion", "", Group.MORE, "Print the script that completes words with TAB", CompletionVerb::new));

    private Verbs() {}

    private static Entry entry(String name, String aliases, Group group, String summary, Supplier<Verb> make) {
        return new Entry(name, aliases.isEmpty() ? List.of() : List.of(aliases.split(" ")), group, summary, make);
    }

    /** All, in the order of the help. */
    public static List<Entry> all() {
        return TABLE;
    }

    /** The one that is called so. */
    public static Optional<Entry> find(String word) {
        for (Entry entry : TABLE) {
            if (entry.name().equals(word) || entry.aliases().contains(word)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }
}
