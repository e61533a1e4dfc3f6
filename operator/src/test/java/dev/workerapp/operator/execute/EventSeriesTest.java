package dev.workerapp.operator.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class EventSeriesTest {

    private static final Duration TILL_CLOSE = Duration.ofHours(1);

    private final List<Event> told = new CopyOnWriteArrayList<>();

    @Test
    void one_alone_is_told_as_it_is() {
        Event event = event("shop-0-a", "Created");

        try (EventSeries series = new EventSeries(TILL_CLOSE, told::add)) {
            series.add(event);
        }

        assertThat(told).containsExactly(event);
    }

    @Test
    void several_of_a_kind_are_one_that_names_all() {
        try (EventSeries series = new EventSeries(TILL_CLOSE, told::add)) {
            List.of("shop-2-a", "shop-1-b", "shop-0-c").forEach(pod -> series.add(event(pod, "Created")));
        }

        assertThat(told)
                .singleElement()
                .extracting(Event::getNote)
                .isEqualTo("Started shop-2-a. Likewise shop-1-b, shop-0-c.");
    }

    @Test
    void what_was_done_for_another_reason_or_with_another_revision_is_told_apart() {
        try (EventSeries series = new EventSeries(TILL_CLOSE, told::add)) {
            series.add(event("shop-2-a", "Outdated"));
            series.add(event("shop-1-b", "EmptySlot"));
            series.add(new EventBuilder(event("shop-0-c", "Outdated"))
                    .editMetadata()
                    .addToLabels("revision", "2")
                    .endMetadata()
                    .build());
        }

        assertThat(told).hasSize(3);
    }

    @Test
    void very_many_are_counted_and_fit_into_a_note() {
        String longName = "s".repeat(250);

        try (EventSeries series = new EventSeries(TILL_CLOSE, told::add)) {
            IntStream.range(0, 1000).forEach(slot -> series.add(event(longName + slot, "Created")));
        }

        assertThat(told).singleElement().extracting(Event::getNote).satisfies(note -> {
            assertThat(note).endsWith(" and 989 others.");
            assertThat(note.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(1024);
        });
    }

    @Test
    void nobody_has_to_close_it_to_hear_of_them() {
        try (EventSeries series = new EventSeries(Duration.ofMillis(1), told::add)) {
            series.add(event("shop-0-a", "Created"));

            Awaitility.await().until(() -> told.size() == 1);
        }
        assertThat(told).hasSize(1);
    }

    @Test
    void what_comes_after_its_end_is_not_lost() {
        EventSeries series = new EventSeries(TILL_CLOSE, told::add);
        series.close();

        series.add(event("shop-0-a", "Created"));

        assertThat(told).hasSize(1);
    }

    @Test
    void warnings_and_what_is_about_no_pod_are_not_for_it() {
        Event event = event("shop-0-a", "Created");

        assertThat(EventSeries.takes(event)).isTrue();
        assertThat(EventSeries.takes(new EventBuilder(event).withType("Warning").build()))
                .isFalse();
        assertThat(EventSeries.takes(new EventBuilder(event).withRelated(null).build()))
                .isFalse();
    }

    private static Event event(String pod, String reason) {
        return new EventBuilder()
                .withNewMetadata()
                .withName("event-" + pod)
                .withNamespace("shop")
                .addToLabels("revision", "1")
                .endMetadata()
                .withRegarding(new ObjectReferenceBuilder().withUid("app").build())
                .withRelated(new ObjectReferenceBuilder().withName(pod).build())
                .withAction("Create")
                .withReason(reason)
                .withType("Normal")
                .withNote("Started " + pod + ".")
                .build();
    }
}
