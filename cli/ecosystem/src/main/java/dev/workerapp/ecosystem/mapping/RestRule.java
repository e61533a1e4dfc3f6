package dev.workerapp.ecosystem.mapping;

import dev.workerapp.ecosystem.pm2.App;
import dev.workerapp.ecosystem.report.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What has no counterpart, and what a person must set in another place. */
final class RestRule implements Rule {
    private static final List<String> HARMLESS = List.of(
            "out_file",
            "error_file",
            "log_file",
            "pid_file",
            "merge_logs",
            "disable_logs",
            "log_type",
            "log_date_format",
            "time",
            "pmx",
            "automation",
            "trace",
            "disable_trace",
            "v8",
            "event_loop_inspector",
            "deep_monitoring",
            "io",
            "vizion",
            "source_map_support",
            "disable_source_map_support",
            "windowsHide",
            "username",
            "write",
            "force",
            "kill_retry_time",
            "treekill",
            "name_prefix",
            "ignore_watch",
            "watch_delay",
            "watch_options",
            "execute_command");

    private static final Map<String, String> LOOK = Map.of(
            "watch", "code changes by another image; for ConfigMaps and Secrets there is reload.onConfigChange: Reload",
            "filter_env", "nothing of the shell comes to a worker: see whether it misses a variable",
            "post_update", "commands after an update belong into the image's build",
            "install_url", "what is installed belongs into the image");

    private static final Map<String, String> IDS = new TreeMap<>(Map.of("uid", "runAsUser", "gid", "runAsGroup"));

    @Override
    public void apply(Draft draft) {
        App app = draft.app();
        user(draft);
        for (String option : HARMLESS) {
            if (app.setting(option).isPresent()) {
                draft.say(Group.HARMLESS, option, "not needed");
            }
        }
        for (String option : List.of("watch", "filter_env", "post_update", "install_url")) {
            boolean isSet = app.setting(option).isPresent() && !app.isFalse(option);
            if (isSet) {
                draft.say(Group.LOOK, option, LOOK.getOrDefault(option, ""));
            }
        }
        app.ignored().forEach((key, ignored) -> draft.say(Group.LOOK, key, ignored.why(), ignored.at()));
        if (!app.shell().isEmpty()) {
            draft.say(
                    Group.SHELL,
                    "env",
                    "left out, as of the shell alone: %s".formatted(String.join(", ", app.shell())),
                    null);
        }
    }

    private static void user(Draft draft) {
        List<String> fields = new ArrayList<>();
        IDS.forEach((option, field) -> draft.app().setting(option).ifPresent(_ -> {
            String id = draft.app().list(option).getFirst();
            if (id.matches("[0-9]+")) {
                fields.add(field + ": " + id);
                draft.say(
                        Group.BY_HAND,
                        option,
                        "%s: securityContext.%s in podTemplate, or USER in the image".formatted(id, field));
            } else {
                draft.say(
                        Group.BY_HAND,
                        option,
                        "%s is a name on PM2's machine: USER in the image, or its number as securityContext.%s in podTemplate"
                                .formatted(id, field));
            }
        }));
        if (!fields.isEmpty()) {
            draft.spec()
                    .comment("podTemplate: {spec: {containers: [{name: worker, securityContext: {%s}}]}}"
                            .formatted(String.join(", ", fields)));
        }
    }
}
