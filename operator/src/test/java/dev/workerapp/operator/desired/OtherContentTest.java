package dev.workerapp.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.Names;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionBuilder;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OtherContentTest {

    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    private static Instant at(int seconds) {
        return NOON.plusSeconds(seconds);
    }

    private static OtherContent read(String annotation) {
        return OtherContent.of(new ControllerRevisionBuilder()
                .withNewMetadata()
                .addToAnnotations(Names.OTHER_CONTENT, annotation)
                .endMetadata()
                .build());
    }

    @Test
    void containers_that_started_meanwhile_are_outdated_once_the_content_is_back() {
        OtherContent open = OtherContent.NONE.since(at(100));
        assertThat(open.isOutdated(at(150), at(1000))).isFalse();

        OtherContent back = open.until(at(200));
        assertThat(back.isOutdated(at(89), at(1000))).isFalse();
        assertThat(back.isOutdated(at(90), at(1000))).isTrue();
        assertThat(back.isOutdated(at(150), at(1000))).isTrue();
        assertThat(back.isOutdated(at(210), at(1000))).isTrue();
        assertThat(back.isOutdated(at(211), at(1000))).isFalse();
    }

    @Test
    void nothing_is_outdated_while_another_one_might_be_too() {
        OtherContent back = OtherContent.NONE.since(at(100)).until(at(200));
        assertThat(back.settledAt()).contains(at(210));
        assertThat(back.isOutdated(at(150), at(210))).isFalse();
        assertThat(back.isOutdated(at(150), at(211))).isTrue();

        OtherContent again = back.since(at(300));
        assertThat(again.isOutdated(at(150), at(1000))).isFalse();
        assertThat(again.until(at(400)).isOutdated(at(150), at(1000))).isTrue();
    }

    @Test
    void a_time_that_goes_on_keeps_its_beginning() {
        OtherContent open = OtherContent.NONE.since(at(100));
        assertThat(open.since(at(150))).isEqualTo(open);
        assertThat(OtherContent.NONE.until(at(200))).isEqualTo(OtherContent.NONE);
        assertThat(open.until(at(200)).until(at(300))).isEqualTo(open.until(at(200)));
    }

    @Test
    void is_read_as_it_was_written() {
        OtherContent written = OtherContent.NONE.since(at(1)).until(at(2)).since(at(3));
        String annotation = Objects.requireNonNull(written.annotation().get(Names.OTHER_CONTENT));

        assertThat(annotation).isEqualTo("2026-11-27T12:00:01Z/2026-11-27T12:00:02Z 2026-11-27T12:00:03Z/");
        assertThat(read(annotation)).isEqualTo(written);
    }

    @Test
    void what_can_not_be_read_is_left_out() {
        assertThat(read("")).isEqualTo(OtherContent.NONE);
        assertThat(read("x / yesterday/today")).isEqualTo(OtherContent.NONE);
    }

    @Test
    void of_many_times_the_oldest_are_taken_for_one() {
        OtherContent many = OtherContent.NONE;
        for (int i = 0; i < 100; i++) {
            many = many.since(at(10_000 * i)).until(at(10_000 * i + 1));
        }

        assertThat(many.spans()).hasSize(5);
        assertThat(many.isOutdated(at(1), at(2_000_000))).isTrue();
        assertThat(many.isOutdated(at(990_000), at(2_000_000))).isTrue();
        assertThat(many.isOutdated(at(985_000), at(2_000_000))).isFalse();
    }
}
