package dev.workerapp.operator.desired;

import dev.workerapp.crd.Names;
import dev.workerapp.operator.api.ApiNames;
import dev.workerapp.operator.api.ApiTimes;
import dev.workerapp.planner.OverLimit;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.RecycleHistory;
import dev.workerapp.planner.RecycleHistory.Postponed;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a pod remembers of recycling, as its annotations. */
public final class RecycleMarks {

    private static final int POSTPONED_FIELDS = 3;

    /** As in {@code MaxMemory#2/512Mi@420}. */
    private static final Pattern OVER_LIMIT = Pattern.compile("(\\w+)#(\\d{1,9})/([^;@]+)(?:@(\\d{1,9}))?");

    private RecycleMarks() {}

    /** What a new pod is given. */
    static Map<String, String> of(RecycleHistory history) {
        Map<String, String> annotations = new TreeMap<>();
        history.startedFor().ifPresent(reason -> annotations.put(Names.RECYCLED, ApiNames.of(reason)));
        history.tick().ifPresent(tick -> annotations.put(Names.TICK, tick.toString()));
        if (!history.overLimit().isEmpty()) {
            annotations.putAll(overLimit(history.overLimit()));
        }
        return annotations;
    }

    /** What a pod is given of limits that its slot's workers came over soon. */
    public static Map<String, String> overLimit(Map<Reason, OverLimit> limits) {
        return Map.of(
                Names.OVER_LIMIT,
                new TreeMap<>(limits)
                        .entrySet().stream()
                                .map(entry -> text(entry.getKey(), entry.getValue()))
                                .collect(Collectors.joining(";")));
    }

    private static String text(Reason reason, OverLimit known) {
        return ApiNames.of(reason) + "#" + known.before() + "/" + known.limit()
                + known.after().map(time -> "@" + time.toSeconds()).orElse("");
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
                ApiTimes.parse(annotations.get(Names.TICK)),
                limits(Objects.requireNonNullElse(annotations.get(Names.OVER_LIMIT), "")));
    }

    private static Map<Reason, OverLimit> limits(String text) {
        Map<Reason, OverLimit> limits = new EnumMap<>(Reason.class);
        for (String part : text.split(";", -1)) {
            Matcher known = OVER_LIMIT.matcher(part);
            if (known.matches()) {
                ApiNames.find(Reason.class, known.group(1))
                        .ifPresent(reason -> limits.put(
                                reason,
                                new OverLimit(
                                        known.group(3),
                                        Integer.parseInt(known.group(2)),
                                        Optional.ofNullable(known.group(4))
                                                .map(Long::parseLong)
                                                .map(Duration::ofSeconds))));
            }
        }
        return limits;
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
