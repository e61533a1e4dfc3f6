package dev.workerapp.operator.signal;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What became of a signal.
 *
 * @param raised in how many workers it was raised
 * @param missed those in which it was not
 */
record Outcome(int raised, List<Missed> missed) {

    private static final int MOST_NAMED = 10;

    /**
     * A worker that did not get it.
     *
     * @param worker the name of its pod
     * @param why for a person
     */
    record Missed(String worker, String why) {}

    /** The same for a person. */
    String words(String name, String token) {
        String signal = "Signal " + name + " (" + token + ") was ";
        int asked = raised + missed.size();
        if (asked == 0) {
            return signal + "sent to nobody: the app had no worker when it was requested.";
        }
        if (missed.isEmpty()) {
            return signal + "raised in " + asked + (asked == 1 ? " worker." : " workers.");
        }
        Map<String, List<String>> byReason = missed.stream()
                .collect(Collectors.groupingBy(
                        Missed::why, TreeMap::new, Collectors.mapping(Missed::worker, Collectors.toList())));
        return signal + "raised in " + raised + " of " + asked + " workers. Not in "
                + byReason.entrySet().stream()
                        .map(entry -> named(entry.getValue()) + ": " + entry.getKey())
                        .collect(Collectors.joining("; "));
    }

    private static String named(List<String> workers) {
        String names = workers.stream().sorted().limit(MOST_NAMED).collect(Collectors.joining(", "));
        int others = workers.size() - MOST_NAMED;
        return others > 0 ? names + " and " + others + " others" : names;
    }
}
