package dev.workerapp.planner.search;

import static dev.workerapp.planner.OnFailure.HALT;
import static dev.workerapp.planner.OnFailure.PROCEED;
import static dev.workerapp.planner.OnFailure.ROLL_BACK;
import static dev.workerapp.planner.search.Behavior.BROKEN;
import static dev.workerapp.planner.search.Behavior.ENDING;
import static dev.workerapp.planner.search.Behavior.FALLING;
import static dev.workerapp.planner.search.Behavior.FALLING_LATE;
import static dev.workerapp.planner.search.Behavior.FLAKY;
import static dev.workerapp.planner.search.Behavior.MIGRATING;
import static dev.workerapp.planner.search.Behavior.NO_IMAGE;
import static dev.workerapp.planner.search.Behavior.REFUSED;
import static dev.workerapp.planner.search.Behavior.SOUND;

import dev.workerapp.planner.OnFailure;
import dev.workerapp.planner.search.Setting.Change;
import dev.workerapp.planner.search.Setting.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The worlds that are searched: each as small as it can be and still show what it is there for. */
final class Settings {

    private Settings() {}

    /** What is searched in each build. */
    static List<Setting> all() {
        return Stream.of(
                        eachReload(),
                        changes(),
                        surroundings(),
                        probation(),
                        endings(),
                        starts(),
                        refusals(),
                        crashes(),
                        waits(),
                        undo(),
                        recycling(),
                        futile(),
                        scheduled())
                .flatMap(List::stream)
                .toList();
    }

    /** Larger worlds, and with more in them, for the long form. */
    static List<Setting> large() {
        List<Setting> all = new ArrayList<>();
        for (OnFailure onFailure : OnFailure.values()) {
            // With Proceed and a fault it is larger than what Search takes.
            int faults = onFailure == OnFailure.PROCEED ? 0 : 1;
            all.add(Setting.of(3, 1, onFailure, true, SOUND, FLAKY).budget(faults, 1, 0));
            all.add(Setting.of(3, 2, onFailure, true, SOUND, FLAKY).budget(0, 1, 1));
            all.add(Setting.of(2, 2, onFailure, false, SOUND, FLAKY).budget(1, 1, 1));
            all.add(Setting.of(3, 2, onFailure, false, SOUND, FLAKY).budget(1, 1, 1));
        }
        all.addAll(List.of(
                Setting.of(3, 2, ROLL_BACK, true, SOUND, FLAKY).budget(1, 1, 0),
                Setting.of(2, 1, ROLL_BACK, true, SOUND, FLAKY, SOUND).budget(0, 2, 1),
                Setting.of(2, 1, ROLL_BACK, true, SOUND, FLAKY, SOUND).budget(1, 2, 0),
                Setting.of(3, 2, ROLL_BACK, true, SOUND, SOUND)
                        .budget(1, 2, 0)
                        .changing(Change.REVISION, Change.INSTANCES),
                Setting.of(1, 1, ROLL_BACK, true, SOUND, FLAKY).budget(1, 2, 1).changing(Change.REVISION, Change.UNDO),
                two(ROLL_BACK, SOUND, SOUND).budget(2, 1, 0),
                two(ROLL_BACK, SOUND, FALLING).budget(1, 1, 1).withProbation(),
                two(ROLL_BACK, SOUND, FALLING_LATE).budget(0, 1, 0).withProbation(),
                two(ROLL_BACK, SOUND, ENDING).budget(1, 1, 1),
                two(ROLL_BACK, SOUND, REFUSED).budget(1, 1, 1),
                two(ROLL_BACK, SOUND, SOUND).budget(1, 1, 1).withSlowClock(),
                two(ROLL_BACK, SOUND, FLAKY).budget(1, 1, 1).withQuota(),
                two(ROLL_BACK, FLAKY).budget(1, 0, 0).starting(Start.NOTHING).limitingCrashes()));
        return all;
    }

    /** A reload to a revision that may turn out either way, in every way of going about it. */
    private static List<Setting> eachReload() {
        List<Setting> all = new ArrayList<>();
        for (OnFailure onFailure : OnFailure.values()) {
            for (int[] size : new int[][] {{2, 1}, {2, 2}}) {
                Setting setting = Setting.of(size[0], size[1], onFailure, true, SOUND, FLAKY);
                all.add(setting.budget(1, 1, 0));
                all.add(setting.budget(0, 1, 1));
            }
            all.add(Setting.of(1, 1, onFailure, true, SOUND, FLAKY).budget(1, 1, 1));
            all.add(Setting.of(3, 2, onFailure, true, SOUND, FLAKY).budget(0, 1, 0));
            all.add(Setting.of(1, 1, onFailure, false, SOUND, FLAKY).budget(1, 1, 1));
            all.add(Setting.of(2, 2, onFailure, false, SOUND, FLAKY).budget(1, 1, 0));
            all.add(Setting.of(3, 2, onFailure, false, SOUND, FLAKY).budget(0, 1, 1));
        }
        return all;
    }

    /** What people do. */
    private static List<Setting> changes() {
        Setting two = two(ROLL_BACK, SOUND, FLAKY);
        Setting three = Setting.of(3, 2, ROLL_BACK, true, SOUND, SOUND);
        Setting turns = Setting.of(1, 1, ROLL_BACK, true, SOUND, FLAKY, SOUND);
        return List.of(
                // A→B→C, A→B→A.
                turns.budget(0, 2, 1),
                turns.budget(1, 2, 0),
                Setting.of(2, 1, ROLL_BACK, true, SOUND, FLAKY, SOUND).budget(0, 2, 0),
                Setting.of(1, 1, HALT, true, SOUND, BROKEN, SOUND).budget(1, 2, 1),
                Setting.of(2, 1, ROLL_BACK, false, SOUND, FLAKY, SOUND).budget(0, 2, 0),
                two(HALT, SOUND, BROKEN).budget(1, 2, 0),
                // Scaling, stopping, pausing.
                two.budget(0, 2, 0).changing(Change.REVISION, Change.INSTANCES, Change.SUSPEND, Change.PAUSE),
                two.budget(1, 1, 0).changing(Change.REVISION, Change.INSTANCES, Change.SUSPEND, Change.PAUSE),
                three.budget(0, 2, 0).changing(Change.REVISION, Change.INSTANCES),
                two.budget(0, 2, 0).changing(Change.REVISION, Change.STOP),
                two.budget(1, 1, 0).changing(Change.INSTANCES, Change.STOP),
                Setting.of(2, 1, ROLL_BACK, false, SOUND, FLAKY).budget(0, 2, 0).changing(Change.REVISION, Change.STOP),
                // From nothing to another revision.
                two.budget(0, 3, 0).changing(Change.REVISION, Change.SUSPEND),
                // Tokens.
                two.budget(1, 1, 0).tokens("", "1"),
                two.budget(1, 1, 0).tokens("", "1").withSameContent(),
                two.budget(1, 1, 0).withSameContent());
    }

    /** What is there before, and beside. */
    private static List<Setting> surroundings() {
        Setting two = two(ROLL_BACK, SOUND, FLAKY);
        return List.of(
                // Several faults.
                Setting.of(1, 1, ROLL_BACK, true, SOUND, FLAKY).budget(2, 1, 0),
                Setting.of(2, 2, ROLL_BACK, true, SOUND).budget(2, 0, 1),
                // First starts and adoption.
                two.budget(1, 1, 0).starting(Start.NOTHING),
                two.budget(1, 1, 0).starting(Start.ORPHANS),
                two.budget(1, 1, 0).starting(Start.SCARRED),
                two(HALT, SOUND, SOUND).budget(0, 2, 0).starting(Start.SCARRED),
                // Settings that change what is considered available, or what has room.
                two.budget(1, 1, 0).withMinReady(),
                two.budget(1, 1, 0).partition(1),
                two.budget(1, 1, 0).withHostPort(),
                two.budget(1, 1, 0).withEvictions(),
                Setting.of(1, 1, ROLL_BACK, true, SOUND, SOUND).budget(1, 1, 1).withEvictions(),
                two(ROLL_BACK, SOUND, SOUND).budget(1, 1, 0).withSlowClock());
    }

    /** What gets ready and falls over soon after. */
    private static List<Setting> probation() {
        return Stream.of(
                        Setting.of(1, 1, ROLL_BACK, true, SOUND, FALLING).budget(1, 1, 1),
                        two(ROLL_BACK, SOUND, FALLING).budget(0, 1, 1),
                        two(ROLL_BACK, SOUND, FALLING).budget(1, 1, 0),
                        Setting.of(1, 1, ROLL_BACK, true, SOUND, FALLING_LATE).budget(1, 1, 0),
                        Setting.of(1, 1, ROLL_BACK, true, SOUND, FALLING_LATE).budget(0, 1, 1),
                        two(ROLL_BACK, SOUND, FLAKY).budget(1, 1, 0),
                        two(ROLL_BACK, SOUND, SOUND).budget(1, 1, 0),
                        // What had completed its reload when it failed is no way back for the next one.
                        Setting.of(1, 1, ROLL_BACK, true, SOUND, FALLING_LATE, SOUND)
                                .budget(0, 2, 0),
                        Setting.of(1, 1, ROLL_BACK, true, SOUND, FALLING_LATE, BROKEN)
                                .budget(0, 2, 0),
                        two(HALT, SOUND, FALLING).budget(0, 1, 0),
                        two(PROCEED, SOUND, FALLING).budget(0, 1, 0),
                        Setting.of(2, 1, ROLL_BACK, false, SOUND, FALLING).budget(0, 1, 1))
                .map(Setting::withProbation)
                .toList();
    }

    /** Pods that end for good, again and again. */
    private static List<Setting> endings() {
        return List.of(
                Setting.of(1, 1, ROLL_BACK, true, SOUND, ENDING).budget(1, 1, 1),
                two(ROLL_BACK, SOUND, ENDING).budget(1, 1, 0),
                two(HALT, SOUND, ENDING).budget(0, 1, 1),
                Setting.of(2, 1, ROLL_BACK, false, SOUND, ENDING).budget(0, 1, 1),
                Setting.of(1, 1, ROLL_BACK, true, SOUND, REFUSED).budget(1, 1, 1),
                two(ROLL_BACK, SOUND, REFUSED).budget(1, 1, 0),
                Setting.of(2, 1, ROLL_BACK, false, SOUND, REFUSED).budget(0, 1, 1),
                two(ROLL_BACK, SOUND, REFUSED).budget(0, 1, 1).failingLateStarts());
    }

    /** What can't be started, or takes long to. */
    private static List<Setting> starts() {
        return List.of(
                two(ROLL_BACK, SOUND, NO_IMAGE).budget(1, 1, 0),
                two(ROLL_BACK, SOUND, NO_IMAGE).budget(1, 1, 0).failingLateStarts(),
                two(ROLL_BACK, SOUND, MIGRATING).budget(1, 1, 0),
                two(ROLL_BACK, SOUND, MIGRATING).budget(0, 1, 1).failingLateStarts());
    }

    /** What the API server does not create. */
    private static List<Setting> refusals() {
        return List.of(
                two(ROLL_BACK, SOUND, FLAKY).budget(1, 1, 0).withQuota(),
                two(HALT, SOUND, SOUND).budget(1, 1, 0).withQuota(),
                two(ROLL_BACK, SOUND, SOUND).budget(1, 1, 0).withBrokenWebhook(),
                two(ROLL_BACK, SOUND, SOUND).budget(0, 1, 1).withBrokenWebhook().failingLateStarts());
    }

    /** What is undone under way, or when it is complete, and again. */
    private static List<Setting> undo() {
        return Stream.of(
                        Setting.of(1, 1, ROLL_BACK, true, SOUND, FLAKY).budget(1, 2, 0),
                        Setting.of(1, 1, ROLL_BACK, true, SOUND, FLAKY).budget(0, 2, 1),
                        Setting.of(1, 1, ROLL_BACK, true, SOUND, SOUND, SOUND).budget(0, 3, 0),
                        two(ROLL_BACK, SOUND, SOUND).budget(0, 2, 1),
                        two(ROLL_BACK, SOUND, FLAKY).budget(0, 2, 0),
                        two(HALT, SOUND, FLAKY).budget(0, 2, 0),
                        two(PROCEED, SOUND, FLAKY).budget(0, 2, 0),
                        Setting.of(2, 1, HALT, false, SOUND, FLAKY).budget(0, 2, 0),
                        Setting.of(1, 1, HALT, true, SOUND, BROKEN).budget(1, 3, 0))
                .map(setting -> setting.changing(Change.REVISION, Change.UNDO))
                .toList();
    }

    /** Workers that get old, and whose replacements may fail. */
    private static List<Setting> recycling() {
        return Stream.of(
                        two(ROLL_BACK, SOUND).budget(2, 0, 0),
                        two(ROLL_BACK, SOUND).budget(1, 0, 1),
                        Setting.of(1, 1, ROLL_BACK, true, SOUND).budget(2, 0, 1),
                        two(ROLL_BACK, FLAKY).budget(1, 0, 0),
                        Setting.of(1, 1, ROLL_BACK, true, SOUND, FLAKY).budget(1, 1, 1),
                        two(ROLL_BACK, SOUND, SOUND).budget(1, 1, 0),
                        Setting.of(1, 1, ROLL_BACK, true, SOUND, REFUSED, SOUND).budget(1, 2, 0),
                        two(HALT, SOUND, FLAKY).budget(1, 1, 0),
                        two(PROCEED, FLAKY).budget(1, 0, 1),
                        Setting.of(2, 1, ROLL_BACK, false, SOUND, SOUND).budget(1, 1, 0),
                        two(ROLL_BACK, SOUND, SOUND).budget(1, 1, 0).withProbation(),
                        two(ROLL_BACK, SOUND, SOUND).budget(1, 1, 0).partition(1),
                        two(HALT, SOUND, FLAKY).budget(1, 1, 0).partition(1),
                        two(ROLL_BACK, SOUND).budget(1, 0, 1).withQuota(),
                        two(ROLL_BACK, SOUND).budget(1, 2, 0).changing(Change.INSTANCES, Change.SUSPEND),
                        two(ROLL_BACK, SOUND, SOUND).budget(1, 2, 0).changing(Change.REVISION, Change.STOP))
                .map(Setting::withAge)
                .toList();
    }

    /** A limit that every worker comes over again: it comes to an end only as workers are not replaced for it for ever. */
    private static List<Setting> futile() {
        return Stream.of(
                        two(ROLL_BACK, SOUND).budget(0, 0, 1),
                        two(ROLL_BACK, SOUND).budget(1, 0, 0),
                        Setting.of(1, 1, ROLL_BACK, true, SOUND).budget(2, 0, 0),
                        Setting.of(1, 1, ROLL_BACK, true, SOUND).budget(1, 0, 1),
                        Setting.of(1, 1, ROLL_BACK, true, FLAKY).budget(1, 0, 0),
                        Setting.of(1, 1, ROLL_BACK, true, SOUND, SOUND).budget(1, 1, 0))
                .map(Setting::withMemoryLimit)
                .toList();
    }

    /** A schedule that replaces all workers once, or is skipped. */
    private static List<Setting> scheduled() {
        return Stream.of(
                        two(ROLL_BACK, SOUND).budget(1, 0, 0),
                        two(ROLL_BACK, SOUND).budget(0, 0, 1),
                        Setting.of(1, 1, ROLL_BACK, true, SOUND).budget(1, 0, 1),
                        Setting.of(1, 1, ROLL_BACK, true, FLAKY).budget(1, 0, 0),
                        two(ROLL_BACK, SOUND, SOUND).budget(0, 1, 0),
                        two(ROLL_BACK, SOUND, SOUND).budget(0, 1, 0).partition(1),
                        Setting.of(2, 1, ROLL_BACK, false, SOUND).budget(1, 0, 0),
                        two(ROLL_BACK, SOUND).budget(0, 2, 0).changing(Change.PAUSE, Change.SUSPEND))
                .map(Setting::withSchedule)
                .toList();
    }

    /** Workers that crash again and again, with a limit. */
    private static List<Setting> crashes() {
        return Stream.of(
                        two(ROLL_BACK, BROKEN).budget(0, 0, 1).starting(Start.NOTHING),
                        two(ROLL_BACK, SOUND).budget(2, 0, 0),
                        Setting.of(1, 1, ROLL_BACK, true, SOUND).budget(2, 0, 1),
                        two(ROLL_BACK, SOUND, FLAKY).budget(1, 1, 0),
                        two(ROLL_BACK, FALLING, SOUND).budget(0, 1, 0).withProbation(),
                        two(HALT, FLAKY, SOUND).budget(0, 1, 0).starting(Start.NOTHING),
                        two(ROLL_BACK, FLAKY)
                                .budget(0, 1, 0)
                                .starting(Start.NOTHING)
                                .changing(Change.INSTANCES, Change.SUSPEND),
                        Setting.of(2, 1, ROLL_BACK, false, FLAKY, SOUND)
                                .budget(0, 1, 0)
                                .starting(Start.NOTHING))
                .map(Setting::limitingCrashes)
                .toList();
    }

    /** Workers that crash again and again, and wait each time. */
    private static List<Setting> waits() {
        return Stream.of(
                        Setting.of(1, 1, ROLL_BACK, true, BROKEN)
                                .budget(0, 0, 1)
                                .starting(Start.NOTHING),
                        two(ROLL_BACK, BROKEN).budget(0, 0, 1).starting(Start.NOTHING),
                        two(ROLL_BACK, SOUND).budget(2, 0, 0),
                        Setting.of(1, 1, ROLL_BACK, true, SOUND).budget(2, 0, 0),
                        Setting.of(1, 1, ROLL_BACK, true, FLAKY, SOUND)
                                .budget(0, 1, 1)
                                .starting(Start.NOTHING),
                        two(ROLL_BACK, SOUND, FLAKY).budget(1, 1, 0),
                        Setting.of(2, 1, ROLL_BACK, false, FLAKY, SOUND)
                                .budget(0, 1, 0)
                                .starting(Start.NOTHING))
                .map(Setting::backingOff)
                .toList();
    }

    private static Setting two(OnFailure onFailure, Behavior... behaviors) {
        return Setting.of(2, 2, onFailure, true, behaviors);
    }
}
