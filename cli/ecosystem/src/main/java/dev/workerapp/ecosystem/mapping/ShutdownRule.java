package dev.workerapp.ecosystem.mapping;

import dev.workerapp.ecosystem.manifest.YamlNode;
import dev.workerapp.ecosystem.manifest.YamlNode.Mapping;
import dev.workerapp.ecosystem.report.Group;
import java.util.Optional;

/** {@code kill_timeout} and {@code shutdown_with_message}. */
final class ShutdownRule implements Rule {
    private static final int DEFAULT_SECONDS = 30;
    private static final int MOST_SECONDS = 86_400;

    @Override
    public void apply(Draft draft) {
        Optional<Double> killTimeout = draft.app().number("kill_timeout");
        if (killTimeout.isPresent()) {
            Seconds seconds = new Seconds(killTimeout.get(), 1, MOST_SECONDS);
            if (seconds.value() != DEFAULT_SECONDS) {
                draft.spec()
                        .put(
                                "shutdown",
                                new Mapping().put("killTimeoutSeconds", YamlNode.of(seconds.value()), seconds.was()));
            }
            draft.say(
                    seconds.isExact() ? Group.TAKEN : Group.CHANGED,
                    "kill_timeout",
                    "shutdown.killTimeoutSeconds: %d".formatted(seconds.value()));
        } else {
            draft.say(Group.CHANGED, "kill_timeout", "not set: PM2 kills after 1.6 s, here it is after 30 s");
        }
        if (draft.app().isTrue("shutdown_with_message")) {
            draft.say(
                    Group.BY_HAND,
                    "shutdown_with_message",
                    "Worker.onStop(…) in the place of process.on('message', …)");
        }
    }
}
