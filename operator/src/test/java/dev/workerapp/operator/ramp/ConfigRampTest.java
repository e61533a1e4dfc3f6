package dev.workerapp.operator.ramp;

import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many apps are reloaded side by side, and which of those that wait are looked at. */
class ConfigRampTest {

    private static final SharedContent OLD = new SharedContent("here/ConfigMap/shop *", "old");
    private static final SharedContent NEW = new SharedContent("here/ConfigMap/shop *", "new");
    private static final SharedContent NEWER = new SharedContent("here/ConfigMap/shop *", "newer");
    private static final SharedContent OTHER = new SharedContent("here/ConfigMap/other *", "new");
    private static final ConfigStanding SERVES_NEW =
            new ConfigStanding(Set.of(NEW), Set.of(), Set.of(), Optional.empty());
    private static final ConfigStanding SERVES_OLD =
            new ConfigStanding(Set.of(OLD), Set.of(), Set.of(), Optional.empty());
    private static final ConfigStanding FAILED =
            new ConfigStanding(Set.of(OLD), Set.of(), Set.of(NEW), Optional.empty());
    private static final List<ResourceID> APPS = IntStream.range(0, 50)
            .mapToObj(number -> app("app-%02d".formatted(number)))
            .toList();

    private final ConfigRamp ramp = new ConfigRamp(10);
    private final Set<ResourceID> looks = new LinkedHashSet<>();

    @Test
    void as_many_begin_as_serve_with_the_content_up_to_the_most() {
        List<Integer> sizes = new ArrayList<>();
        List<ResourceID> left = new ArrayList<>(APPS);
        while (!left.isEmpty()) {
            List<ResourceID> begun =
                    left.stream().filter(app -> take(app, NEW).isEmpty()).toList();
            begun.forEach(app -> ramp.seen(app, SERVES_NEW));
            left.removeAll(begun);
            sizes.add(begun.size());
        }

        assertThat(sizes).containsExactly(1, 1, 2, 4, 8, 10, 10, 10, 4);
    }

    @Test
    void looks_alone_bring_the_content_to_all_apps_and_are_few() {
        Set<ResourceID> running = new LinkedHashSet<>();
        APPS.forEach(app -> begin(app, running));
        Set<ResourceID> served = new HashSet<>();
        int taken = APPS.size();
        while (!running.isEmpty()) {
            assertThat(running).hasSizeLessThanOrEqualTo(10);
            ResourceID done = running.iterator().next();
            running.remove(done);
            ramp.seen(done, SERVES_NEW);
            served.add(done);
            List<ResourceID> now = List.copyOf(looks);
            looks.clear();
            taken += now.size();
            now.forEach(app -> begin(app, running));
        }

        assertThat(served).containsExactlyInAnyOrderElementsOf(APPS);
        assertThat(taken).isLessThan(3 * APPS.size());
    }

    private void begin(ResourceID app, Set<ResourceID> running) {
        if (take(app, NEW).isEmpty()) {
            running.add(app);
        }
    }

    @Test
    void an_app_in_which_it_has_failed_holds_the_others_and_each_of_them_looks_once() {
        take(app("a"), NEW);
        take(app("b"), NEW);
        take(app("c"), NEW);
        assertThat(looks).isEmpty();

        ramp.seen(app("a"), FAILED);

        assertThat(looks).containsExactlyInAnyOrder(app("b"), app("c"));
        looks.clear();
        assertThat(take(app("b"), NEW).orElseThrow()).contains("failed in a");
        assertThat(take(app("c"), NEW).orElseThrow()).contains("failed in a");
        ramp.seen(app("b"), SERVES_OLD);
        ramp.seen(app("c"), SERVES_OLD);
        assertThat(looks).isEmpty();
    }

    @Test
    void trouble_of_one_app_holds_nobody_where_more_serve_with_the_content() {
        ramp.seen(app("a"), SERVES_NEW);
        ramp.seen(app("b"), FAILED);
        assertThat(take(app("c"), NEW)).isPresent();

        ramp.seen(app("d"), SERVES_NEW);

        assertThat(looks).containsExactly(app("c"));
        assertThat(take(app("c"), NEW)).isEmpty();
        ramp.seen(app("e"), FAILED);
        assertThat(take(app("f"), NEW).orElseThrow()).contains("failed in b");
    }

    @Test
    void one_that_waits_hears_nothing_new_of_a_second_failure() {
        ramp.seen(app("b"), FAILED);
        take(app("c"), NEW);

        ramp.seen(app("a"), FAILED);

        assertThat(looks).isEmpty();
        assertThat(take(app("c"), NEW).orElseThrow()).contains("failed in b");
        ramp.forget(app("b"));
        assertThat(take(app("c"), NEW).orElseThrow()).contains("failed in a");
    }

    @Test
    void newer_content_of_one_use_does_not_give_the_others_away() {
        assertThat(ramp.take(app("a"), Set.of(NEW, OTHER), () -> {})).isEmpty();

        assertThat(take(app("a"), NEWER)).isEmpty();

        assertThat(take(app("b"), OTHER)).isPresent();
    }

    @Test
    void newer_content_begins_though_the_one_before_has_failed() {
        ramp.seen(app("a"), FAILED);
        assertThat(take(app("b"), NEW)).isPresent();

        assertThat(take(app("b"), NEWER)).isEmpty();
        assertThat(take(app("c"), NEWER)).isPresent();
    }

    @Test
    void the_others_may_begin_when_the_app_in_which_it_failed_is_deleted() {
        ramp.seen(app("a"), FAILED);
        take(app("b"), NEW);

        ramp.forget(app("a"));

        assertThat(looks).containsExactly(app("b"));
        assertThat(take(app("b"), NEW)).isEmpty();
    }

    @Test
    void the_others_may_begin_when_it_gets_over_it() {
        ramp.seen(app("a"), FAILED);
        take(app("b"), NEW);

        ramp.seen(app("a"), SERVES_NEW);

        assertThat(looks).containsExactly(app("b"));
        assertThat(take(app("b"), NEW)).isEmpty();
    }

    @Test
    void content_that_changes_all_the_time_is_tried_by_one_app_after_the_other() {
        assertThat(take(app("a"), NEW)).isEmpty();
        assertThat(take(app("b"), NEWER)).isPresent();

        ramp.seen(app("a"), SERVES_NEW);
        assertThat(take(app("b"), NEWER)).isEmpty();
    }

    @Test
    void an_app_that_is_reloaded_for_content_may_take_a_newer_one_at_once() {
        take(app("a"), NEW);

        assertThat(take(app("a"), NEWER)).isEmpty();
    }

    @Test
    void an_app_that_is_reloaded_for_content_takes_a_newer_one_when_it_is_the_only_one() {
        ramp.seen(app("z"), SERVES_NEW);
        ramp.seen(app("y"), SERVES_NEW);
        take(app("a"), NEW);
        take(app("b"), NEW);
        take(app("a"), NEWER);
        looks.clear();

        ramp.seen(app("b"), SERVES_NEW);

        assertThat(looks).containsExactly(app("a"));
        assertThat(take(app("a"), NEWER)).isEmpty();
    }

    @Test
    void one_that_leaves_its_turn_gives_it_to_the_next() {
        take(app("a"), NEW);
        take(app("b"), NEW);
        take(app("c"), NEW);
        ramp.seen(app("a"), SERVES_NEW);
        assertThat(looks).containsExactly(app("b"));
        looks.clear();

        assertThat(ramp.take(app("b"), Set.of(), () -> {})).isEmpty();

        assertThat(looks).containsExactly(app("c"));
    }

    @Test
    void one_that_is_deleted_or_does_not_go_on_gives_its_place_back() {
        take(app("a"), NEW);
        take(app("b"), NEW);
        ramp.forget(app("a"));
        assertThat(looks).containsExactly(app("b"));
        take(app("b"), NEW);
        take(app("c"), NEW);
        looks.clear();

        ramp.seen(app("b"), SERVES_OLD);

        assertThat(looks).containsExactly(app("c"));
    }

    @Test
    void the_most_holds_for_all_contents_and_who_waits_for_that_is_looked_at_too() {
        ConfigRamp two = new ConfigRamp(2);
        Set<SharedContent> third = Set.of(new SharedContent("here/ConfigMap/third *", "new"));
        two.take(app("a"), Set.of(NEW), () -> {});
        two.take(app("b"), Set.of(OTHER), () -> {});
        assertThat(two.take(app("c"), third, () -> looks.add(app("c")))).isPresent();

        two.seen(app("b"), ConfigStanding.NONE);

        assertThat(looks).containsExactly(app("c"));
        assertThat(two.take(app("c"), third, () -> {})).isEmpty();
    }

    @Test
    void one_that_wants_two_contents_waits_for_both_and_holds_nobody_up() {
        take(app("x"), OTHER);
        take(app("y"), NEW);
        assertThat(take(app("a"), NEW, OTHER)).isPresent();
        take(app("b"), NEW);

        ramp.seen(app("y"), SERVES_NEW);
        assertThat(looks).containsExactly(app("b"));
        looks.clear();
        ramp.seen(app("x"), ConfigStanding.NONE);
        assertThat(looks).containsExactly(app("a"));
    }

    @Test
    void what_the_caches_say_counts_but_not_against_what_is_known_already() {
        ramp.seen(app("b"), SERVES_OLD);
        ConfigStanding running = new ConfigStanding(Set.of(OLD), Set.of(NEW), Set.of(), Optional.empty());
        ramp.fill(Map.of(app("a"), running, app("b"), running));

        assertThat(take(app("c"), NEW)).isPresent();
        ramp.seen(app("a"), SERVES_OLD);
        assertThat(take(app("c"), NEW)).isEmpty();
    }

    private Optional<String> take(ResourceID app, SharedContent... contents) {
        return ramp.take(app, new HashSet<>(List.of(contents)), () -> looks.add(app))
                .map(Turns.Wait::why);
    }

    private static ResourceID app(String name) {
        return new ResourceID(name, "here");
    }
}
