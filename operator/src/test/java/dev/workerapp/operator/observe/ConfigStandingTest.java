package dev.workerapp.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.crd.WorkerAppStatus;
import dev.workerapp.operator.model.Model;
import dev.workerapp.operator.ramp.ConfigStanding;
import dev.workerapp.operator.ramp.SharedContent;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How an app stands to contents, by its revisions and its status. */
class ConfigStandingTest extends ConfigPasses {

    private final Instant began = now;
    private String stable = "";
    private String tried = "";

    @Test
    void it_serves_with_what_it_has_completed_a_reload_with_and_is_reloaded_for_the_rest() {
        reloadForTwo();

        ConfigStanding standing = standing("{phase: Running}");

        assertThat(standing.serving()).isEqualTo(contents(stable));
        assertThat(standing.reloading()).isEqualTo(contents(tried));
        assertThat(standing.failed()).isEmpty();
    }

    @Test
    void before_the_status_says_so_it_is_reloaded_too() {
        reloadForTwo();

        ConfigStanding standing = ConfigStanding.of(app(), tried, revisions, Optional.empty(), now);

        assertThat(standing.reloading()).isEqualTo(contents(tried));
    }

    @Test
    void a_reload_that_is_complete_serves() {
        reloadForTwo();
        complete(tried, 2);

        assertThat(standing("{phase: Complete}"))
                .isEqualTo(new ConfigStanding(contents(tried), Set.of(), Set.of(), Optional.empty()));
    }

    @Test
    void one_that_has_stopped_has_failed() {
        reloadForTwo();

        ConfigStanding standing = standing("{phase: Halted}");

        assertThat(standing.reloading()).isEmpty();
        assertThat(standing.failed()).isEqualTo(contents(tried));
    }

    @Test
    void one_that_is_marked_has_failed_whatever_the_status_says() {
        reloadForTwo();
        annotate(tried, Map.of("workerapp.dev/failed", "it crashed"));
        spec += "\nsuspend: true";

        assertThat(standing("{phase: Running}").failed()).isEqualTo(contents(tried));
    }

    @Test
    void one_that_waits_for_a_person_gives_its_place_back() {
        reloadForTwo();

        assertThat(standing("{phase: Paused}").reloading()).isEmpty();
        spec += "\nsuspend: true";
        assertThat(standing("{phase: Running}").reloading()).isEmpty();
    }

    @Test
    void one_whose_workers_can_not_start_gives_its_place_back_after_the_start_timeout() {
        reloadForTwo();
        now = began.plusSeconds(299);
        ConfigStanding stalled = standing("{phase: Running}", "True");
        assertThat(stalled.reloading()).isNotEmpty();
        assertThat(stalled.changesAt()).contains(began.plusSeconds(300));

        now = began.plusSeconds(300);
        assertThat(standing("{phase: Running}", "False").reloading()).isNotEmpty();
        assertThat(standing("{phase: Running}", "True").reloading()).isEmpty();
        assertThat(standing("{phase: Running}", "True").failed()).isEmpty();
    }

    @Test
    void a_reload_for_another_spec_is_none_for_content() {
        objects.put("ConfigMap shop", ONE);
        stable = pass();
        complete(stable, 1);
        objects.put("ConfigMap shop", TWO);
        spec = FILES + "\nport: 81" + FOLLOW;
        tried = pass();
        annotate(tried, Map.of("workerapp.dev/failed", "it crashed"));

        assertThat(standing("{phase: Running}"))
                .isEqualTo(new ConfigStanding(contents(stable), Set.of(), Set.of(), Optional.empty()));
    }

    @Test
    void an_app_that_follows_nothing_has_nothing_to_do_with_contents() {
        reloadForTwo();
        spec = FILES;

        assertThat(standing("{phase: Running}")).isEqualTo(ConfigStanding.NONE);
    }

    @Test
    void an_operator_that_starts_counts_a_reload_that_the_status_does_not_speak_of_yet() {
        reloadForTwo();
        ConfigStanding running = new ConfigStanding(contents(stable), contents(tried), Set.of(), Optional.empty());
        ConfigStanding settled = new ConfigStanding(contents(stable), Set.of(), Set.of(), Optional.empty());

        assertThat(cached("config: {revision: %s}".formatted(stable), stable, tried))
                .isEqualTo(running);
        assertThat(cached("config: {revision: %s}".formatted(tried), stable, tried))
                .isEqualTo(running);
        assertThat(cached(
                        "config: {revision: %s}\nreload: {revision: %s, phase: Paused}".formatted(tried, tried), tried))
                .isEqualTo(settled);
        assertThat(cached("state: Ready", stable)).isEqualTo(ConfigStanding.NONE);
    }

    @Test
    void an_operator_that_starts_does_not_count_a_revision_that_no_worker_runs() {
        reloadForTwo();

        assertThat(cached("config: {revision: %s}".formatted(stable), stable))
                .isEqualTo(new ConfigStanding(contents(stable), Set.of(), Set.of(), Optional.empty()));
    }

    private ConfigStanding cached(String status, String... running) {
        WorkerApp app = app();
        app.setStatus(Model.JSON.unmarshal(status, WorkerAppStatus.class));
        return ConfigStanding.of(app, revisions, Set.of(running), now);
    }

    private void reloadForTwo() {
        objects.put("ConfigMap shop", ONE);
        stable = pass();
        complete(stable, 1);
        objects.put("ConfigMap shop", TWO);
        available = false;
        pass();
        tried = pass();
        assertThat(tried).isNotEqualTo(stable);
    }

    private ConfigStanding standing(String reload) {
        return standing(reload, "False");
    }

    private ConfigStanding standing(String reload, String stalled) {
        WorkerAppStatus reported = Model.JSON.unmarshal(
                "reload: %s\nconditions: [{type: Stalled, status: '%s'}]"
                        .formatted(
                                reload.replace("}", ", revision: " + tried + ", startedAt: '" + began + "'}"), stalled),
                WorkerAppStatus.class);
        return ConfigStanding.of(app(), tried, revisions, Optional.of(reported), now);
    }

    private Set<SharedContent> contents(String name) {
        return revisions.stream()
                .filter(revision -> revision.name().equals(name))
                .findFirst()
                .map(revision -> SharedContent.in("here", revision.config().digests()))
                .orElseThrow();
    }
}
