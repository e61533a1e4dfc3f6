package dev.workerapp.operator.desired;

import dev.workerapp.crd.Names;
import dev.workerapp.operator.api.ApiTimes;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When ConfigMaps and Secrets had another content than a revision, and its workers read them and no copies. A container that
 * started then, also one that was started again in its pod, may have read the other content. Kept as an annotation of the
 * revision's ControllerRevision, and no part of its identity.
 *
 * @param spans the times, the oldest first; only the last may be without an end
 */
public record OtherContent(List<Span> spans) {

    /** There was never another content. */
    public static final OtherContent NONE = new OtherContent(List.of());

    /** The watches of the operator and of kubelets may be late by this, and clocks may differ. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    /** More are merged, so that the annotation stays short. */
    private static final int MOST_SPANS = 5;

    /**
     * A time with another content.
     *
     * @param from its beginning
     * @param until its end; empty while the content is another one
     */
    public record Span(Instant from, Optional<Instant> until) {
        private boolean has(Instant time) {
            return !time.isBefore(from.minus(MARGIN))
                    && until.filter(end -> time.isAfter(end.plus(MARGIN))).isEmpty();
        }

        private String text() {
            return from + "/" + until.map(Instant::toString).orElse("");
        }

        private static Optional<Span> of(String text) {
            int slash = text.indexOf('/');
            return slash < 0
                    ? Optional.empty()
                    : ApiTimes.parse(text.substring(0, slash))
                            .map(from -> new Span(from, ApiTimes.parse(text.substring(slash + 1))));
        }
    }

    public OtherContent {
        spans = List.copyOf(spans);
    }

    /** That of an object. What can't be read is left out. */
    static OtherContent of(ControllerRevision object) {
        String text = Optional.ofNullable(object.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(Names.OTHER_CONTENT))
                .orElse("");
        return new OtherContent(List.of(text.split(" ")).stream()
                .flatMap(span -> Span.of(span).stream())
                .toList());
    }

    /** Whether the content is another one now. */
    public boolean isOpen() {
        return !spans.isEmpty() && spans.getLast().until().isEmpty();
    }

    /** The same while the content is another one, since that time if it was not already. */
    public OtherContent since(Instant time) {
        return isOpen() ? this : with(spans, new Span(time, Optional.empty()));
    }

    /** The same when the content is that of the revision again. */
    public OtherContent until(Instant time) {
        return isOpen()
                ? with(
                        spans.subList(0, spans.size() - 1),
                        new Span(spans.getLast().from(), Optional.of(time)))
                : this;
    }

    private static OtherContent with(List<Span> before, Span last) {
        List<Span> all = new ArrayList<>(before);
        all.add(last);
        if (all.size() > MOST_SPANS) {
            all.set(1, new Span(all.get(0).from(), all.get(1).until()));
            all.removeFirst();
        }
        return new OtherContent(all);
    }

    /** Since when nobody starts with the content that was there before; empty while it is there, and if there was none. */
    public Optional<Instant> settledAt() {
        return spans.isEmpty() ? Optional.empty() : spans.getLast().until().map(end -> end.plus(MARGIN));
    }

    /**
     * Whether a container that started then may have read another content, and another one that starts now reads that of the
     * revision.
     */
    public boolean isOutdated(Instant startedAt, Instant now) {
        return settledAt().filter(now::isAfter).isPresent() && spans.stream().anyMatch(span -> span.has(startedAt));
    }

    /** The annotation that says so. */
    public Map<String, @Nullable String> annotation() {
        return Map.of(Names.OTHER_CONTENT, spans.stream().map(Span::text).collect(Collectors.joining(" ")));
    }
}
