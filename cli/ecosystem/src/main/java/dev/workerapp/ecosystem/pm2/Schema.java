package dev.workerapp.ecosystem.pm2;

import static dev.workerapp.ecosystem.pm2.Type.ARRAY;
import static dev.workerapp.ecosystem.pm2.Type.BOOLEAN;
import static dev.workerapp.ecosystem.pm2.Type.NUMBER;
import static dev.workerapp.ecosystem.pm2.Type.OBJECT;
import static dev.workerapp.ecosystem.pm2.Type.STRING;

import dev.workerapp.ecosystem.pm2.Option.Form;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** PM2's options, as of 7.0.3: lib/API/schema.json. */
final class Schema {
    private static final Map<String, Option> OPTIONS = new LinkedHashMap<>();

    /** What is read before the options are: names for {@code script} alone. */
    static final List<String> COMMANDS = List.of("cmd", "command");

    /** Variables for {@code --env NAME} have this prefix and the name. */
    static final String ENVIRONMENT = "env_";

    private static final Set<String> FLAGS = Set.of(
            "disable_logs",
            "time",
            "source_map_support",
            "disable_source_map_support",
            "wait_ready",
            "shutdown_with_message",
            "merge_logs",
            "vizion",
            "autostart",
            "autorestart",
            "execute_command",
            "force",
            "append_env_to_name",
            "trace",
            "disable_trace",
            "v8",
            "event_loop_inspector",
            "deep_monitoring",
            "automation",
            "treekill",
            "windowsHide",
            "write");

    private static final Set<String> TEXTS = Set.of(
            "name",
            "name_prefix",
            "namespace",
            "install_url",
            "cwd",
            "log_type",
            "log_date_format",
            "increment_var",
            "instance_var",
            "username");

    private static final Set<String> NUMBERS = Set.of(
            "restart_delay",
            "exp_backoff_restart_delay",
            "instances",
            "kill_timeout",
            "listen_timeout",
            "watch_delay",
            "port",
            "kill_retry_time");

    static {
        add(Option.of("script", Form.ANY, List.of("exec"), STRING));
        add(Option.of("exec_interpreter", Form.ANY, List.of("interpreter"), STRING));
        add(Option.of("node_args", Form.ANY, List.of("interpreterArgs", "interpreter_args"), ARRAY, STRING));
        add(Option.of("args", Form.ANY, List.of(), ARRAY, STRING));
        add(Option.of("exec_mode", Form.MODE, List.of(), STRING));
        add(Option.of("env", Form.ANY, List.of(), OBJECT, STRING));
        add(Option.of("filter_env", Form.ANY, List.of(), BOOLEAN, ARRAY, STRING));
        add(Option.of("out_file", Form.ANY, List.of("out", "output", "out_log"), STRING));
        add(Option.of("error_file", Form.ANY, List.of("error", "err", "err_file", "err_log"), STRING));
        add(Option.of("log_file", Form.ANY, List.of("log"), BOOLEAN, STRING));
        add(Option.of("pid_file", Form.ANY, List.of("pid"), STRING));
        add(Option.of("merge_logs", Form.ANY, List.of("combine_logs"), BOOLEAN));
        add(Option.of("max_memory_restart", Form.SIZE, List.of(), STRING, NUMBER));
        add(Option.of("min_uptime", Form.TIME, List.of(), NUMBER, STRING));
        add(Option.of("max_restarts", Form.NOT_NEGATIVE, List.of(), NUMBER));
        add(Option.of("cron_restart", Form.ANY, List.of("cron"), STRING, NUMBER));
        add(Option.of("stop_exit_codes", Form.ANY, List.of(), ARRAY, NUMBER));
        add(Option.of("watch", Form.ANY, List.of(), BOOLEAN, ARRAY, STRING));
        add(Option.of("ignore_watch", Form.ANY, List.of(), ARRAY, STRING));
        add(Option.of("watch_options", Form.ANY, List.of(), OBJECT));
        add(Option.of("post_update", Form.ANY, List.of(), ARRAY));
        add(Option.of("pmx", Form.ANY, List.of(), BOOLEAN, STRING));
        add(Option.of("uid", Form.ANY, List.of("user"), NUMBER, STRING));
        add(Option.of("gid", Form.ANY, List.of(), NUMBER, STRING));
        add(Option.of("io", Form.ANY, List.of(), OBJECT));
        FLAGS.stream().sorted().forEach(name -> add(Option.of(name, Form.ANY, List.of(), BOOLEAN)));
        TEXTS.stream().sorted().forEach(name -> add(Option.of(name, Form.ANY, List.of(), STRING)));
        NUMBERS.stream().sorted().forEach(name -> add(Option.of(name, Form.ANY, List.of(), NUMBER)));
    }

    private Schema() {}

    private static void add(Option option) {
        OPTIONS.putIfAbsent(option.name(), option);
    }

    static Collection<Option> options() {
        return OPTIONS.values();
    }

    /** Whether PM2 takes a key of that name. */
    static boolean knows(String key) {
        return OPTIONS.containsKey(key)
                || COMMANDS.contains(key)
                || key.startsWith(ENVIRONMENT)
                || OPTIONS.values().stream().anyMatch(option -> option.aliases().contains(key));
    }
}
