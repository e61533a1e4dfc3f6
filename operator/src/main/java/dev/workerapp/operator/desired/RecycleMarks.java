package dev.workerapp.operator.desired;

import dev.workerapp.crd.Names;
import dev.workerapp.operator.api.ApiNames;
import dev.workerapp.operator.api.ApiTimes;
import dev.workerapp.planner.Action;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.RecycleHistory;
import dev.workerapp.planner.RecycleHistory.Postponed;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a pod remembers of recycling, as its annotations. */
public final class RecycleMarks {

    private static final int POSTPONED_FIELDS = 3;

    private RecycleMarks() {}

    /** What a new pod is given. */
    static Map<String, String> of(Action.Create create) {
        Map<String, String> annotations = new TreeMap<>();
        if (create.reason().isVoluntary()) {
            annotations.put(Names.RECYCLED, ApiNames.of(create.reason()));
        }
        create.tick().ifPresent(tick -> annotations.put(Names.TICK, tick.toString()));
        return annotations;
    }

    /** What the pod of a worker is given whose replacement has failed. */
    public static Map<String, String> postponed(Postponed last) {
        return Map.of(
                Names.RECYCLING_POSTPONED,
                String.join(";", Integer.toString(last.failures()), last.at().toString(), last.words()));
    }

    /** What a pod has; what a person has made of it that can't be read is nothing. */
    public static RecycleHistory of(Pod pod) {
        Map<String, String> annotations =
                Optional.ofNullable(pod.getMetadata().getAnnotations()).orElse(Map.of());
        return new RecycleHistory(
                Optional.ofNullable(annotations.get(Names.RECYCLED))
                        .flatMap(text -> ApiNames.find(Reason.class, text))
                        .filter(Reason::isVoluntary),
                Optional.ofNullable(annotations.get(Names.RECYCLING_POSTPONED)).flatMap(RecycleMarks::parse),
                ApiTimes.parse(annotations.get(Names.TICK)));
    }

    private static Optional<Postponed> parse(String text) {
        String[] field = text.split(";", POSTPONED_FIELDS);
        try {
            return field.length < POSTPONED_FIELDS
                    ? Optional.empty()
                    : Optional.of(new Postponed(
                            Math.max(1, Integer.parseUnsignedInt(field[0])), Instant.parse(field[1]), field[2]));
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
