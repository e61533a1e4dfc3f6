package dev.workerapp.worker.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workerapp.worker.action.Result;
import dev.workerapp.worker.call.CallException;
import dev.workerapp.worker.call.CallException.Reason;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import javax.management.JMException;
import javax.management.ObjectName;

/** What {@code jcmd} can ask HotSpot for, from inside: by its DiagnosticCommand MBean, of the module jdk.management. */
final class DiagnosticCommands {
    private static final String BEAN = "com.sun.management:type=DiagnosticCommand";

    private DiagnosticCommands() {}

    /**
     * Runs a command that takes arguments.
     *
     * @param command as the MBean names it, such as {@code threadPrint}
     * @return what it prints, cut off at what a result may have
     * @throws CallException where this JVM does not have it
     */
    static String run(String command, String... arguments) throws CallException {
        return invoke(command, new Object[] {arguments}, new String[] {String[].class.getName()});
    }

    /** Runs one that takes none. */
    static String plain(String command) throws CallException {
        return invoke(command, new Object[0], new String[0]);
    }

    private static String invoke(String command, Object[] arguments, String[] types) throws CallException {
        try {
            var server = ManagementFactory.getPlatformMBeanServer();
            return cut(String.valueOf(server.invoke(new ObjectName(BEAN), command, arguments, types)));
        } catch (JMException e) {
            // Java 25 offers these commands only where it has Flight Recorder.
            Modules.need("jdk.jfr");
            throw new CallException(Reason.UNSUPPORTED, "This JVM does not have the command " + command + ": " + e, e);
        }
    }

    /** At the end of a line, and with a line that says so. */
    static String cut(String text) {
        var bytes = text.getBytes(UTF_8);
        if (bytes.length <= Result.LONGEST) {
            return text;
        }
        var last = "... cut off: there are " + bytes.length + " bytes in all\n";
        int end = Result.LONGEST - last.length();
        while (bytes[end - 1] != '\n') {
            end--;
        }
        return new String(Arrays.copyOf(bytes, end), UTF_8) + last;
    }
}
