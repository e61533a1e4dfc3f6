package dev.workerapp.ecosystem.mapping;

import dev.workerapp.ecosystem.manifest.YamlNode;
import dev.workerapp.ecosystem.manifest.YamlNode.Mapping;
import dev.workerapp.ecosystem.pm2.App;
import dev.workerapp.ecosystem.report.Group;

/** {@code wait_ready} and {@code listen_timeout}. */
final class ReadinessRule implements Rule {
    private static final int DEFAULT_SECONDS = 60;
    private static final int MOST_SECONDS = 86_400;

    /** Whether the worker says itself that it is ready. It must where it has no port to ask. */
    static boolean isSignalled(Draft draft) {
        return draft.app().isTrue("wait_ready") || draft.variables().port().isEmpty();
    }

    @Override
    public void apply(Draft draft) {
        App app = draft.app();
        Mapping readiness = new Mapping();
        if (app.isTrue("wait_ready")) {
            readiness.put("signal", YamlNode.of("Ready"));
            draft.say(
                    Group.TAKEN,
                    "wait_ready",
                    "readiness.signal: Ready, with Worker.ready() for process.send('ready')");
        } else if (isSignalled(draft)) {
            readiness.put("signal", YamlNode.of("Ready"), "no port is known; with one, remove this line");
            draft.say(
                    Group.BY_HAND,
                    "port",
                    "no port is known: set port, by which readiness is seen, or let the app call Worker.ready()");
        }
        app.number("listen_timeout").ifPresent(milliseconds -> {
            Seconds seconds = new Seconds(milliseconds, 1, MOST_SECONDS);
            if (seconds.value() != DEFAULT_SECONDS) {
                readiness.put("timeoutSeconds", YamlNode.of(seconds.value()), seconds.was());
            }
            draft.say(
                    Group.CHANGED,
                    "listen_timeout",
                    ("readiness.timeoutSeconds: %d. When it is over the reload is rolled back, where PM2 goes on; a JVM may"
                                    + " need longer than Node")
                            .formatted(seconds.value()));
        });
        if (!readiness.isEmpty()) {
            draft.spec().put("readiness", readiness);
        }
    }
}
