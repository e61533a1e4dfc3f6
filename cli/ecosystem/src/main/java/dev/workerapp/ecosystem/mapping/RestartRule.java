package dev.workerapp.ecosystem.mapping;

import dev.workerapp.ecosystem.manifest.YamlNode;
import dev.workerapp.ecosystem.manifest.YamlNode.Items;
import dev.workerapp.ecosystem.manifest.YamlNode.Mapping;
import dev.workerapp.ecosystem.pm2.App;
import dev.workerapp.ecosystem.report.Group;
import java.util.ArrayList;
import java.util.List;

/** What the end of a worker leads to: {@code max_restarts}, {@code min_uptime}, {@code stop_exit_codes}, delays. */
final class RestartRule implements Rule {
    private static final int MOST_RESTARTS = 1000;
    /** What PM2 takes where none is set. */
    private static final int PM2_RESTARTS = 16;
    /** With shorter waits than that, the API server wants a limit. */
    private static final int SHORTEST_WITHOUT_LIMIT = 10;

    private static final int MOST_SECONDS = 86_400;
    private static final int MOST_INITIAL_SECONDS = 3600;
    private static final int PM2_LONGEST_BACKOFF = 15;

    @Override
    public void apply(Draft draft) {
        App app = draft.app();
        Mapping policy = new Mapping();
        maxRestarts(draft, policy);
        app.number("min_uptime").ifPresent(milliseconds -> {
            Seconds seconds = new Seconds(milliseconds, 1, MOST_SECONDS);
            policy.put("minUptimeSeconds", YamlNode.of(seconds.value()), seconds.was());
            draft.say(
                    Group.CHANGED,
                    "min_uptime",
                    "restartPolicy.minUptimeSeconds: %d, from when the worker is ready".formatted(seconds.value()));
        });
        stopExitCodes(draft, policy);
        backoff(draft, policy);
        if (!policy.isEmpty()) {
            draft.spec().put("restartPolicy", policy);
        }
        if (app.isFalse("autorestart")) {
            draft.say(
                    Group.LOOK,
                    "autorestart",
                    app.setting("cron_restart").isPresent()
                            ? "a worker that has ended is started again; what runs at times and ends is a CronJob"
                            : "a worker that has ended is started again; restartPolicy.stopExitCodes lets it say no, and what"
                                    + " ends by itself is a Job");
        }
    }

    private static void maxRestarts(Draft draft, Mapping policy) {
        draft.app().number("max_restarts").ifPresent(number -> {
            int restarts = (int) Math.min(MOST_RESTARTS, number);
            policy.put("maxRestarts", YamlNode.of(restarts));
            draft.say(
                    Group.CHANGED,
                    "max_restarts",
                    ("restartPolicy.maxRestarts: %d, for crashes in a row; a slot that is errored is tried again, unless"
                                    + " retrySeconds is 0")
                            .formatted(restarts));
        });
    }

    private static void stopExitCodes(Draft draft, Mapping policy) {
        List<String> all = draft.app().list("stop_exit_codes");
        List<YamlNode> codes = new ArrayList<>();
        for (String code : all) {
            if (code.matches("[0-9]{1,3}") && Integer.parseInt(code) <= 255) {
                codes.add(YamlNode.of(Integer.parseInt(code)));
            } else {
                draft.say(Group.LOOK, "stop_exit_codes", "%s is no exit code: they are 0 to 255".formatted(code));
            }
        }
        if (!codes.isEmpty()) {
            policy.put("stopExitCodes", new Items(codes));
            draft.say(
                    Group.CHANGED,
                    "stop_exit_codes",
                    "restartPolicy.stopExitCodes; a kill is no exit code 0 here, as it is for PM2");
        }
    }

    private static void backoff(Draft draft, Mapping policy) {
        App app = draft.app();
        boolean grows = app.setting("exp_backoff_restart_delay").isPresent();
        String option = grows ? "exp_backoff_restart_delay" : "restart_delay";
        app.number(option).ifPresent(milliseconds -> {
            Seconds initial = new Seconds(milliseconds, 1, MOST_INITIAL_SECONDS);
            int longest = grows ? Math.max(PM2_LONGEST_BACKOFF, initial.value()) : initial.value();
            if (longest < SHORTEST_WITHOUT_LIMIT && app.number("max_restarts").isEmpty()) {
                policy.put("maxRestarts", YamlNode.of(PM2_RESTARTS), "PM2's own; waits of less than 10 s need a limit");
            }
            policy.put(
                    "backoff",
                    new Mapping()
                            .put("initialSeconds", YamlNode.of(initial.value()), initial.was())
                            .put("maxSeconds", YamlNode.of(longest)));
            draft.say(
                    Group.CHANGED,
                    option,
                    "restartPolicy.backoff: %s, after the first restart, which is at once"
                            .formatted(
                                    longest == initial.value()
                                            ? longest + " s"
                                            : initial.value() + " to " + longest + " s"));
        });
        if (grows && app.setting("restart_delay").isPresent()) {
            draft.say(Group.HARMLESS, "restart_delay", "PM2 takes exp_backoff_restart_delay in its place");
        }
    }
}
