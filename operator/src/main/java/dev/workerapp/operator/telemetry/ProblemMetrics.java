package dev.workerapp.operator.telemetry;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.operator.api.ApiNames;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.Report.Word;
import io.fabric8.kubernetes.api.model.Condition;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What is wrong with apps, for alerts. Only an app with which something is wrong has series, and they end when it does.
 * Thread-safe.
 */
public final class ProblemMetrics {

    /** How many series a metric has for single apps at most. */
    static final int MOST_SERIES = 1000;

    /** The namespace and the name of all apps beyond that. */
    static final String OTHERS = "*";

    private final Supplier<Stream<WorkerApp>> apps;
    private final List<Metric> metrics;

    /** @param apps the apps as they are known now */
    public ProblemMetrics(MeterRegistry registry, Supplier<Stream<WorkerApp>> apps) {
        this.apps = apps;
        this.metrics = List.of(
                new Metric(
                        registry,
                        "workerapp.problems",
                        "Slots of an app in which something is wrong, by what it is; of the 50 that its status names",
                        ProblemMetrics::problems),
                new Metric(
                        registry,
                        "workerapp.degraded",
                        "1 while an app is Degraded, with the reason of its condition Ready",
                        ProblemMetrics::degraded),
                new Metric(
                        registry,
                        "workerapp.stalled",
                        "1 while somebody must act on an app, with the reason of its condition Stalled",
                        status -> reasons(status, "Stalled", "True")));
    }

    /** Takes what the apps' statuses say now. To be called before the metrics are read. */
    public synchronized void refresh() {
        List<WorkerApp> known =
                apps.get().filter(app -> app.getStatus() != null).toList();
        metrics.forEach(metric -> metric.refresh(known));
    }

    private static Stream<String> problems(WorkerAppStatus status) {
        return Stream.ofNullable(status.slots())
                .flatMap(List::stream)
                .flatMap(slot -> ApiNames.find(Reason.class, slot.reason()).stream())
                .filter(Reason::isProblem)
                .map(ApiNames::of);
    }

    private static Stream<String> degraded(WorkerAppStatus status) {
        return ApiNames.of(Word.DEGRADED).equals(status.state()) ? reasons(status, "Ready", "False") : Stream.of();
    }

    private static Stream<String> reasons(WorkerAppStatus status, String type, String value) {
        return status.condition(type).stream()
                .filter(condition -> value.equals(condition.getStatus()))
                .map(Condition::getReason)
                .filter(Objects::nonNull);
    }

    private record Series(String namespace, String name, String reason) implements Comparable<Series> {

        private static final Comparator<Series> ORDER = Comparator.comparing(Series::namespace)
                .thenComparing(Series::name)
                .thenComparing(Series::reason);

        Series ofOthers() {
            return new Series(OTHERS, OTHERS, reason);
        }

        Tags tags() {
            return Tags.of("namespace", namespace, "name", name, "reason", reason);
        }

        @Override
        public int compareTo(Series other) {
            return ORDER.compare(this, other);
        }
    }

    private static final class Metric {
        private final MultiGauge gauge;
        private final Function<WorkerAppStatus, Stream<String>> reasons;
        private volatile Map<Series, Long> values = Map.of();

        Metric(
                MeterRegistry registry,
                String name,
                String description,
                Function<WorkerAppStatus, Stream<String>> reasons) {
            this.gauge = MultiGauge.builder(name).description(description).register(registry);
            this.reasons = reasons;
        }

        void refresh(List<WorkerApp> apps) {
            Map<Series, Long> all = apps.stream()
                    .flatMap(app -> reasons.apply(app.getStatus())
                            .map(reason -> new Series(
                                    app.getMetadata().getNamespace(),
                                    app.getMetadata().getName(),
                                    reason)))
                    .collect(groupingBy(series -> series, TreeMap::new, counting()));
            Map<Series, Long> bounded = new TreeMap<>();
            all.forEach((series, count) ->
                    bounded.merge(bounded.size() < MOST_SERIES ? series : series.ofOthers(), count, Long::sum));
            values = bounded;
            // Series that stay are not made anew: somebody else may read them meanwhile.
            gauge.register(bounded.keySet().stream()
                    .map(series -> MultiGauge.Row.of(series.tags(), this, metric -> metric.value(series)))
                    .toList());
        }

        private double value(Series series) {
            return values.getOrDefault(series, 0L);
        }
    }
}
