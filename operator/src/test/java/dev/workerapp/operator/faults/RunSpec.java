package dev.workerapp.operator.faults;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run is made of. Its text is all that is needed to repeat it.
 *
 * @param scenario what happens
 * @param retries whether the client sends a request that failed once more, as it ships, or not at all
 * @param sameNamespace whether the other app is in the same namespace
 * @param hoursAhead how many hours the clock of the operator's machine is ahead of the API server's
 * @param faults what goes wrong
 */
record RunSpec(Scenario scenario, boolean retries, boolean sameNamespace, int hoursAhead, List<Fault> faults) {

    private static final String CLOCK = "hours ahead: ";

    RunSpec {
        faults = List.copyOf(faults);
    }

    /** Reads what {@link #toString} writes. */
    static RunSpec parse(String text) {
        List<String> parts =
                Stream.of(text.split(" \\| ", -1)).map(String::strip).toList();
        boolean hasClock = parts.size() > 3 && parts.get(3).startsWith(CLOCK);
        return new RunSpec(
                Scenario.valueOf(parts.getFirst()),
                parts.get(1).equals("retries"),
                parts.get(2).equals("same namespace"),
                hasClock ? Integer.parseInt(parts.get(3).substring(CLOCK.length())) : 0,
                parts.stream().skip(hasClock ? 4 : 3).map(Fault::parse).toList());
    }

    @Override
    public String toString() {
        return scenario + " | " + (retries ? "retries" : "no retries") + " | "
                + (sameNamespace ? "same namespace" : "two namespaces")
                + (hoursAhead == 0 ? "" : " | " + CLOCK + hoursAhead)
                + faults.stream().map(fault -> " | " + fault).collect(Collectors.joining());
    }
}
