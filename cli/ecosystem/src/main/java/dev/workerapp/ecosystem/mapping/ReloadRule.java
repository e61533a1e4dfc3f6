package dev.workerapp.ecosystem.mapping;

import dev.workerapp.ecosystem.pm2.App;
import dev.workerapp.ecosystem.report.Group;
import java.util.Optional;

/** {@code exec_mode}: whether two workers of a slot may run at once is a question that a file does not answer. */
final class ReloadRule implements Rule {

    @Override
    public void apply(Draft draft) {
        if (isForked(draft.app())) {
            draft.spec().comment("reload: {overlap: false}  # if two workers must never run side by side");
            draft.say(
                    Group.CHANGED,
                    "exec_mode",
                    "PM2 stops a forked process before it starts the next one; here the next one comes first. If two must"
                            + " never run side by side, set reload.overlap: false");
        } else if (draft.app().setting("exec_mode").isPresent()) {
            draft.say(Group.TAKEN, "exec_mode", "always");
        }
    }

    /** PM2's own choice where the mode is not set: Common.sink.determineExecMode. */
    private static boolean isForked(App app) {
        Optional<String> mode = app.text("exec_mode");
        if (app.isTrue("execute_command")) {
            return true;
        }
        if (mode.isPresent()) {
            return mode.get().equals("fork");
        }
        boolean clustered =
                app.number("instances").filter(number -> number >= -1).isPresent();
        return !clustered || !Interpreter.of(app).equals("node");
    }
}
