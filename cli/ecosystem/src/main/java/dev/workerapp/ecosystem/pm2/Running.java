package dev.workerapp.ecosystem.pm2;

import dev.workerapp.ecosystem.value.Json;
import dev.workerapp.ecosystem.value.Value;
import dev.workerapp.ecosystem.value.Value.Arr;
import dev.workerapp.ecosystem.value.Value.Bool;
import dev.workerapp.ecosystem.value.Value.Member;
import dev.workerapp.ecosystem.value.Value.Num;
import dev.workerapp.ecosystem.value.Value.Obj;
import dev.workerapp.ecosystem.value.Value.Str;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Apps that run, as {@code pm2 jlist} and {@code ~/.pm2/dump.pm2} have them: one entry for each process, with every option
 * and the whole environment. They are brought into the form of a file, with what was set alone.
 */
final class Running {
    /**
     * An app in the form of a file.
     *
     * @param shell the names of the variables that were left out
     */
    record Entry(Obj app, List<String> shell) {}

    /** What PM2 fills in, by schema.json. */
    private static final Map<String, Value> DEFAULTS = Map.of(
            "vizion", yes(),
            "autostart", yes(),
            "autorestart", yes(),
            "pmx", yes(),
            "automation", yes(),
            "treekill", yes(),
            "windowsHide", yes(),
            "watch", new Bool(false, null),
            "kill_retry_time", new Num(100, null),
            "instance_var", new Str("NODE_APP_INSTANCE", null));

    private Running() {}

    private static Value yes() {
        return new Bool(true, null);
    }

    /** Whether a value is such a list. */
    static boolean is(Value root) {
        return root instanceof Arr arr
                && !arr.items().isEmpty()
                && arr.items().stream()
                        .allMatch(item -> item instanceof Obj object
                                && process(object).get("pm_exec_path").isPresent());
    }

    /** The apps, one for the processes of one name. */
    static List<Entry> apps(Arr root) {
        Map<List<String>, List<Obj>> byName = new LinkedHashMap<>();
        for (Value item : root.items()) {
            Obj process = process((Obj) item);
            byName.computeIfAbsent(List.of(text(process, "namespace"), text(process, "name")), _ -> new ArrayList<>())
                    .add(process);
        }
        return byName.values().stream().map(Running::app).toList();
    }

    private static Obj process(Obj entry) {
        return entry.get("pm2_env").orElse(entry) instanceof Obj process ? process : entry;
    }

    private static Entry app(List<Obj> processes) {
        Obj first = processes.getFirst();
        // PM2 puts the variables beside the options, too.
        Set<String> variables = first.get("env")
                .flatMap(Value::asObject)
                .map(env -> env.members().keySet())
                .orElse(Set.of());
        Map<String, Member> members = new LinkedHashMap<>();
        first.members().forEach((key, member) -> {
            if (Schema.knows(key) && !isDefault(key, member.value()) && !variables.contains(key)) {
                members.put(key, member);
            }
        });
        move(first, "pm_exec_path", members, "script");
        move(first, "pm_cwd", members, "cwd");
        boolean isOne = processes.size() == 1 && text(first, "exec_mode").startsWith("fork");
        if (!isOne) {
            members.put("instances", new Member(new Num(processes.size(), null), first.at()));
        }
        if (processes.stream().allMatch(process -> text(process, "status").equals("stopped"))) {
            members.put("autostart", new Member(new Bool(false, null), first.at()));
        }
        List<String> shell = environment(first, members);
        return new Entry(new Obj(members, first.at()), shell);
    }

    private static void move(Obj from, String key, Map<String, Member> to, String option) {
        Member member = from.members().get(key);
        if (member != null) {
            to.put(option, member);
        }
    }

    /** Takes the app's own variables. Returns the names of the others. */
    private static List<String> environment(Obj process, Map<String, Member> members) {
        Map<String, Member> own = new LinkedHashMap<>();
        List<String> shell = new ArrayList<>();
        process.get("env").flatMap(Value::asObject).ifPresent(env -> env.members()
                .forEach((key, member) -> {
                    if (ShellVariables.is(key)) {
                        shell.add(key);
                    } else if (!key.equals(text(process, "name")) || !(member.value() instanceof Obj)) {
                        own.put(key, member);
                    }
                }));
        members.put("env", new Member(new Obj(own, null), null));
        return shell;
    }

    private static boolean isDefault(String key, Value value) {
        if (value instanceof Arr arr) {
            return arr.items().isEmpty();
        }
        return Optional.ofNullable(DEFAULTS.get(key))
                        .filter(it -> same(it, value))
                        .isPresent()
                || key.equals("username");
    }

    private static boolean same(Value one, Value other) {
        return Json.compact(one, Integer.MAX_VALUE).equals(Json.compact(other, Integer.MAX_VALUE));
    }

    private static String text(Obj process, String key) {
        return process.get(key).flatMap(Value::asText).orElse("");
    }
}
