package dev.workerapp.planner;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says an action in a few words: {@code "create 2/B#2 OUTDATED"}. */
final class ActionWords {

    private ActionWords() {}

    static String say(Action action) {
        return switch (action) {
            case Action.Create a ->
                "create " + a.slot() + "/" + a.revision() + "#" + a.incarnation() + " " + a.reason() + say(a.history())
                        + a.recycling().tick().map(then -> " since " + then).orElse("")
                        + say(a.recycling().overLimit());
            case Action.Delete a ->
                "delete " + say(a.worker()) + " " + a.reason()
                        + a.onlyIf().map(w -> " if " + say(w)).orElse("");
            case Action.RecordAvailable a -> "record " + say(a.worker()) + " available after " + a.exits();
            case Action.Adopt a -> "adopt " + say(a.worker()) + " " + a.reason();
            case Action.MarkFailed a -> "mark " + a.revision() + " failed " + a.reason();
            case Action.AnswerUndo a ->
                "answer " + a.answer().token() + " on " + a.revision() + " " + a.reason()
                        + a.answer().instead().map(name -> " to " + name).orElse("");
            case Action.ClearFailed a -> "clear " + a.revision() + " " + a.reason();
            case Action.ForgetCrashes a ->
                "forget crashes of " + say(a.worker()) + " up to " + a.ends() + " " + a.reason();
            case Action.PostponeRecycling a -> "postpone " + say(a.worker()) + " after " + a.failures();
            case Action.RecordOverLimit a ->
                "record " + say(a.worker()) + " over " + new TreeMap<>(a.limits()) + " " + a.reason();
            case Action.MarkSlot a ->
                "mark " + a.slot() + "/" + a.revision() + " " + a.kind() + " " + a.crashes() + " tries " + a.tries()
                        + " " + a.reason();
            case Action.ClearSlots a ->
                "clear slots " + new TreeSet<>(a.slots()) + " of " + a.revision() + " " + a.reason()
                        + (a.resetToken().isEmpty() ? "" : " for " + a.resetToken());
            case Action.MarkStable a -> "mark " + a.revision() + " stable " + a.count();
        };
    }

    private static String say(Map<Reason, OverLimit> limits) {
        return new TreeMap<>(limits)
                .entrySet().stream()
                        .map(entry ->
                                " " + entry.getKey() + "#" + entry.getValue().before() + "/"
                                        + entry.getValue().limit()
                                        + entry.getValue()
                                                .after()
                                                .map(time -> "@" + time.toSeconds())
                                                .orElse(""))
                        .collect(Collectors.joining());
    }

    private static String say(CrashHistory history) {
        return (history.attempt() > 0 ? " attempt " + history.attempt() : "")
                + (history.exits() > 1 ? " exits " + history.exits() : "")
                + (history.runs().crashes() > 0 ? " crashes " + history.runs().crashes() : "");
    }

    private static String say(Worker worker) {
        return worker.slot() + "/" + worker.revision() + "#" + worker.incarnation();
    }
}
