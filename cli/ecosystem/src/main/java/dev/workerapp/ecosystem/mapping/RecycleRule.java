package dev.workerapp.ecosystem.mapping;

import dev.workerapp.ecosystem.manifest.YamlNode;
import dev.workerapp.ecosystem.manifest.YamlNode.Mapping;
import dev.workerapp.ecosystem.pm2.Setting;
import dev.workerapp.ecosystem.report.Group;
import dev.workerapp.ecosystem.value.JavaScript;
import dev.workerapp.ecosystem.value.Value;
import dev.workerapp.planner.cron.CronSchedule;
import java.util.List;

/** {@code max_memory_restart} and {@code cron_restart}. */
final class RecycleRule implements Rule {
    private static final long MEBI = 1L << 20;
    /** The greatest number that JSON carries without loss, which is what the field takes. */
    private static final double MOST = 9_007_199_254_740_991.0;

    @Override
    public void apply(Draft draft) {
        Mapping recycle = new Mapping();
        draft.app().number("max_memory_restart").ifPresent(bytes -> maxMemory(draft, bytes, recycle));
        draft.app().setting("cron_restart").ifPresent(setting -> schedule(draft, setting, recycle));
        if (!recycle.isEmpty()) {
            draft.spec().put("recycle", recycle);
        }
    }

    private static void maxMemory(Draft draft, double bytes, Mapping recycle) {
        if (bytes < MEBI || bytes > MOST) {
            draft.say(
                    Group.LOOK,
                    "max_memory_restart",
                    "not written: %s bytes is %s"
                            .formatted(JavaScript.number(bytes), bytes < MEBI ? "less than 1 MiB" : "too much"));
            return;
        }
        String quantity = quantity((long) bytes);
        recycle.put(
                "maxMemory", YamlNode.of(quantity), "a JVM needs more than Node: -Xmx and a quarter of that at least");
        draft.say(
                Group.CHANGED,
                "max_memory_restart",
                "recycle.maxMemory: %s, by metrics-server; the replacement comes first, and a JVM needs more than Node"
                        .formatted(quantity));
    }

    private static String quantity(long bytes) {
        String units = "GMK";
        for (int i = 0; i < units.length(); i++) {
            long unit = 1L << (10 * (units.length() - i));
            if (bytes % unit == 0) {
                return bytes / unit + units.substring(i, i + 1) + "i";
            }
        }
        return Long.toString(bytes);
    }

    private static void schedule(Draft draft, Setting setting, Mapping recycle) {
        if (!(setting.value() instanceof Value.Str str)) {
            draft.say(Group.LOOK, "cron_restart", "not written: a number is no schedule");
            return;
        }
        String cron = str.text();
        String schedule = withoutSeconds(cron.strip());
        try {
            CronSchedule.parse(schedule);
        } catch (IllegalArgumentException e) {
            draft.say(Group.LOOK, "cron_restart", "not written, \"%s\": %s".formatted(cron, e.getMessage()));
            return;
        }
        recycle.put("schedule", YamlNode.of(schedule), schedule.equals(cron) ? "" : "was: " + cron);
        recycle.comment("timeZone: Europe/Berlin  # UTC if left out; PM2 takes the machine's");
        draft.say(
                Group.CHANGED,
                "cron_restart",
                "recycle.schedule: \"%s\"; the replacement comes first, and the time is UTC unless recycle.timeZone is set"
                        .formatted(schedule));
    }

    /** A sixth field comes first and has seconds. One second of the minute is left out; other lists of them are not. */
    private static String withoutSeconds(String cron) {
        List<String> fields = List.of(cron.split("\\s+", -1));
        boolean oneSecond = fields.size() == 6 && fields.getFirst().matches("[0-5]?[0-9]");
        return oneSecond ? String.join(" ", fields.subList(1, 6)) : cron;
    }
}
