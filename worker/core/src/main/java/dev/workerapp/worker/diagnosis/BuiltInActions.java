package dev.workerapp.worker.diagnosis;

import dev.workerapp.worker.action.Actions;
import dev.workerapp.worker.call.CallException;
import dev.workerapp.worker.call.CallException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The actions that every worker has. */
public final class BuiltInActions {
    private static final String MANAGEMENT = "java.management";
    private static final String JDK_MANAGEMENT = "jdk.management";

    private static final Duration SHORT = Actions.LIMIT;
    /** A dump stops the JVM until it is written; an interrupt does not end it. */
    private static final Duration LONG = Duration.ofMinutes(10);

    private BuiltInActions() {}

    /** Adds them. */
    public static void addTo(Actions actions) {
        actions.addBuiltIn("threads", "Prints the stacks of all threads, and their locks.", SHORT, arguments -> {
            none(arguments);
            Modules.need(JDK_MANAGEMENT);
            return DiagnosticCommands.run("threadPrint", "-l");
        });
        actions.addBuiltIn(
                "histogram",
                "Counts the objects of each class; \"live\": those that are reachable, after a full collection.",
                LONG,
                arguments -> {
                    boolean live = has("live", arguments);
                    Modules.need(JDK_MANAGEMENT);
                    return live
                            ? DiagnosticCommands.run("gcClassHistogram")
                            : DiagnosticCommands.run("gcClassHistogram", "-all");
                });
        actions.addBuiltIn("gc", "Collects garbage.", LONG, arguments -> {
            none(arguments);
            Modules.need(MANAGEMENT);
            return Heap.collect();
        });
        actions.addBuiltIn("vm-info", "Prints the JVM's version, uptime, flags and heap.", SHORT, arguments -> {
            none(arguments);
            Modules.need(JDK_MANAGEMENT);
            // Neither the command line nor system properties: there are passwords in those.
            return DiagnosticCommands.plain("vmVersion")
                    + DiagnosticCommands.run("vmUptime")
                    + DiagnosticCommands.run("vmFlags")
                    + DiagnosticCommands.plain("gcHeapInfo");
        });
        actions.addBuiltIn(
                "jfr-start",
                "Begins a recording of Flight Recorder: settings=profile (or default), maxsize=100m.",
                SHORT,
                arguments -> {
                    Modules.need("jdk.jfr");
                    return FlightRecording.start(arguments);
                });
        actions.addBuiltInFile("jfr-dump", "Writes what was recorded so far into a file.", LONG, arguments -> {
            none(arguments);
            Modules.need("jdk.jfr");
            return FlightRecording.dump();
        });
        actions.addBuiltIn("jfr-stop", "Ends the recording and discards it.", SHORT, arguments -> {
            none(arguments);
            Modules.need("jdk.jfr");
            return FlightRecording.stop();
        });
        actions.addBuiltInFile(
                "heap-dump",
                "Writes the reachable objects of the heap into a file; \"all\": the others too.",
                LONG,
                arguments -> {
                    boolean all = has("all", arguments);
                    Modules.need(JDK_MANAGEMENT);
                    return Heap.dump(!all);
                });
        actions.addBuiltIn(
                "log-level",
                "Tells the log levels; LOGGER: of one; LOGGER LEVEL: sets it; LOGGER unset: it inherits again.",
                SHORT,
                BuiltInActions::logLevel);
    }

    private static Map<String, Map<String, String>> logLevel(List<String> arguments) throws CallException {
        if (arguments.size() > 2) {
            throw new CallException(Reason.INVALID, "log-level takes a logger and a level, and no more.");
        }
        return arguments.isEmpty()
                ? LogLevels.all()
                : arguments.size() == 1
                        ? LogLevels.of(arguments.get(0))
                        : LogLevels.set(arguments.get(0), arguments.get(1));
    }

    private static void none(List<String> arguments) throws CallException {
        if (!arguments.isEmpty()) {
            throw new CallException(Reason.INVALID, "This action takes no arguments.");
        }
    }

    private static boolean has(String word, List<String> arguments) throws CallException {
        if (!arguments.isEmpty() && !arguments.equals(List.of(word))) {
            throw new CallException(Reason.INVALID, "This action takes no argument but \"" + word + "\".");
        }
        return !arguments.isEmpty();
    }
}
