package dev.workerapp.cli.app;

import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.output.Age;
import java.time.Instant;
import java.util.Locale;

/** What is said of an app's last reload. */
public final class LastReload {

    private LastReload() {}

    /** The last reload in a few words; empty if there was none. */
    public static String words(App app, Instant now) {
        Json reload = app.json().at("status", "reload");
        String phase = reload.at("phase").text();
        if (phase.isEmpty()) {
            return "";
        }
        String ended = reload.at("finishedAt").text();
        String replaced =
                reload.at("replaced").text() + " of " + reload.at("total").text() + " replaced";
        return "reload: " + words(phase)
                + (ended.isEmpty() ? ", " + replaced : " " + Age.since(ended, now) + " ago" + lost(reload));
    }

    /** As people write it: {@code rolled back} for {@code RolledBack}. */
    private static String words(String phase) {
        return phase.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    /** Only where every worker that was replaced was seen to end, and told of its requests. */
    private static String lost(Json reload) {
        if (!reload.at("drained").present()) {
            return "";
        }
        long stopped = reload.at("stopped").integer(0);
        long killed = reload.at("killed").integer(0);
        long unfinished = reload.at("unfinishedRequests").integer(0);
        if (killed > 0 || unfinished > 0) {
            return ", " + killed + " killed, " + unfinished + " requests unfinished";
        }
        boolean isAllDrained = stopped >= reload.at("replaced").integer(0)
                && reload.at("drained").integer(0) >= stopped;
        return isAllDrained ? ", nothing lost" : "";
    }
}
