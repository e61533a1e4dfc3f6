package dev.workerapp.worker.diagnosis;

import dev.workerapp.worker.call.CallException;
import dev.workerapp.worker.call.CallException.Reason;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import jdk.jfr.Configuration;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;

/** The one recording of JDK Flight Recorder that actions start and end; the app's own are left alone. Needs jdk.jfr. */
final class FlightRecording {
    private static final String NAME = "workerapp";
    private static final String USAGE = "jfr-start takes settings=profile or settings=default, and maxsize=100m";
    private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,5})([mg])");
    private static final long MEBIBYTE = 1024 * 1024;
    private static final int DEFAULT_MEBIBYTES = 100;

    private FlightRecording() {}

    static String start(List<String> arguments) throws Exception {
        var settings = "profile";
        long bytes = DEFAULT_MEBIBYTES * MEBIBYTE;
        for (var argument : arguments) {
            switch (argument) {
                case "settings=profile", "settings=default" -> settings = argument.substring("settings=".length());
                default -> bytes = maxSize(argument);
            }
        }
        if (find().isPresent()) {
            throw new CallException(Reason.FAILED, "A recording runs already. End it by jfr-stop.");
        }
        var recording = new Recording(Configuration.getConfiguration(settings));
        recording.setName(NAME);
        recording.setToDisk(true);
        recording.setMaxSize(bytes);
        recording.start();
        return String.format(
                Locale.ROOT, "recording, with the settings %s, at most the last %d MiB", settings, bytes / MEBIBYTE);
    }

    private static long maxSize(String argument) throws CallException {
        var size = SIZE.matcher(argument.startsWith("maxsize=") ? argument.substring("maxsize=".length()) : "");
        if (!size.matches()) {
            throw new CallException(Reason.INVALID, USAGE + ", not " + argument + ".");
        }
        return Long.parseLong(size.group(1)) * MEBIBYTE * (size.group(2).equals("g") ? 1024 : 1);
    }

    static Path dump() throws Exception {
        var recording = running();
        return DumpFolder.write("recording.jfr", recording.getSize(), recording::dump);
    }

    static String stop() throws CallException {
        var recording = running();
        recording.stop();
        recording.close();
        return "the recording has ended and is discarded";
    }

    private static Recording running() throws CallException {
        return find().orElseThrow(() -> new CallException(Reason.FAILED, "No recording runs. Begin one by jfr-start."));
    }

    private static Optional<Recording> find() throws CallException {
        if (!FlightRecorder.isAvailable()) {
            throw new CallException(Reason.UNSUPPORTED, "This JVM has no Flight Recorder.");
        }
        return FlightRecorder.getFlightRecorder().getRecordings().stream()
                .filter(recording -> recording.getName().equals(NAME))
                .filter(recording -> recording.getState() == RecordingState.RUNNING)
                .findFirst();
    }
}
