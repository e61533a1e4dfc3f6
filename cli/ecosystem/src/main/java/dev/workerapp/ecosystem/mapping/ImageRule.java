package dev.workerapp.ecosystem.mapping;

import dev.workerapp.ecosystem.manifest.YamlNode;
import dev.workerapp.ecosystem.pm2.App;
import dev.workerapp.ecosystem.report.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a machine has, and an image must bring: {@code script}, {@code args}, {@code interpreter}, {@code cwd}. */
final class ImageRule implements Rule {
    private final Optional<String> prefix;

    /**
     * @param prefix of the image's name
     */
    ImageRule(Optional<String> prefix) {
        this.prefix = prefix;
    }

    @Override
    public void apply(Draft draft) {
        App app = draft.app();
        List<String> command = new ArrayList<>(List.of(app.text("script").orElse("")));
        command.addAll(app.list("args"));
        String started = draft.secrets().hide(String.join(" ", command));

        if (prefix.isPresent()) {
            String image = "%s/%s:latest".formatted(prefix.get(), draft.name().name());
            draft.spec().put("image", YamlNode.of(image), "was: " + started);
            draft.say(Group.BY_HAND, "image", "build and push %s; a tag for each version is better".formatted(image));
        } else {
            draft.spec().comment("image: CHANGE-ME  # was: " + started);
            draft.say(
                    Group.BY_HAND,
                    "image",
                    "name the image that the workers run; without one the API server refuses the app");
        }
        draft.say(
                Group.BY_HAND,
                "script",
                "%s: the image's entry point starts it, or command and args in the app".formatted(started));
        app.text("cwd")
                .ifPresent(cwd -> draft.say(
                        Group.BY_HAND,
                        "cwd",
                        "%s: the image's working folder"
                                .formatted(draft.secrets().hide(cwd))));

        String interpreter = Interpreter.of(app);
        if (Interpreter.isForeign(interpreter)) {
            draft.say(
                    Group.LOOK,
                    app.setting("exec_interpreter").isPresent() ? "exec_interpreter" : "script",
                    "%s is not a JVM: the worker runtime is not for it".formatted(interpreter));
        }
    }
}
