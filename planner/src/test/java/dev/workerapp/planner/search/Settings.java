package dev.workerapp.planner.search;

import dev.workerapp.planner.OnFailure;
import dev.workerapp.planner.search.Setting.Change;
import dev.workerapp.planner.search.Setting.Start;
import java.util.ArrayList;
import java.util.List;

/** The worlds that are searched: each as small as it can be and still show what it is there for. */
final class Settings {
    private static final int[][] INSTANCES_AND_PARALLEL = {{1, 1}, {2, 1}, {2, 2}, {3, 1}, {3, 2}};

    private Settings() {}

    static List<Setting> all() {
        List<Setting> all = new ArrayList<>(eachReload());
        all.addAll(special());
        return all;
    }

    /** A reload to a revision that may turn out either way, in every way of going about it. */
    private static List<Setting> eachReload() {
        List<Setting> all = new ArrayList<>();
        for (OnFailure onFailure : OnFailure.values()) {
            for (boolean overlap : new boolean[] {true, false}) {
                for (int[] size : INSTANCES_AND_PARALLEL) {
                    Setting setting = Setting.of(size[0], size[1], onFailure, overlap, Behavior.SOUND, Behavior.FLAKY);
                    boolean isSmall = size[0] == 1 || !overlap;
                    boolean isLarge = size[0] == 3 && overlap && onFailure == OnFailure.PROCEED;
                    if (!isLarge) {
                        all.add(setting.budget(1, 1, isSmall ? 1 : 0));
                    }
                    if (!isSmall) {
                        all.add(setting.budget(0, 1, 1));
                    }
                }
            }
        }
        return all;
    }

    private static List<Setting> special() {
        Setting two = Setting.of(2, 1, OnFailure.ROLL_BACK, true, Behavior.SOUND, Behavior.FLAKY);
        Setting three = Setting.of(3, 2, OnFailure.ROLL_BACK, true, Behavior.SOUND, Behavior.SOUND);
        Setting turns = Setting.of(2, 1, OnFailure.ROLL_BACK, true, Behavior.SOUND, Behavior.FLAKY, Behavior.SOUND);
        return List.of(
                // A→B→C, A→B→A.
                turns.budget(0, 2, 1),
                turns.budget(1, 2, 0),
                Setting.of(1, 1, OnFailure.HALT, true, Behavior.SOUND, Behavior.BROKEN, Behavior.SOUND)
                        .budget(1, 2, 1),
                Setting.of(1, 1, OnFailure.ROLL_BACK, true, Behavior.SOUND, Behavior.FLAKY, Behavior.SOUND)
                        .budget(2, 2, 0),
                Setting.of(2, 1, OnFailure.ROLL_BACK, false, Behavior.SOUND, Behavior.FLAKY, Behavior.SOUND)
                        .budget(1, 2, 0),
                // Several faults.
                Setting.of(1, 1, OnFailure.ROLL_BACK, true, Behavior.SOUND, Behavior.FLAKY)
                        .budget(3, 1, 0),
                three.budget(2, 0, 1),
                three.budget(1, 1, 0),
                // Images that can't be had, and revisions that never serve.
                Setting.of(2, 2, OnFailure.ROLL_BACK, true, Behavior.SOUND, Behavior.NO_IMAGE)
                        .budget(1, 1, 1),
                Setting.of(2, 2, OnFailure.HALT, true, Behavior.SOUND, Behavior.BROKEN)
                        .budget(1, 2, 0),
                // What people do besides.
                two.budget(0, 2, 0).changing(Change.values()),
                two.budget(1, 1, 0).changing(Change.values()),
                three.budget(0, 2, 0).changing(Change.REVISION, Change.INSTANCES),
                two.budget(1, 1, 0).tokens("", "1"),
                // First starts and adoption.
                two.budget(1, 1, 0).starting(Start.NOTHING),
                two.budget(1, 1, 0).starting(Start.ORPHANS),
                // Settings that change what counts, or what has room.
                two.budget(1, 1, 0).minReady(10),
                two.budget(1, 1, 0).partition(1),
                two.budget(1, 1, 0).withHostPort(),
                two.budget(0, 1, 0).withQuota(),
                Setting.of(2, 2, OnFailure.HALT, true, Behavior.SOUND, Behavior.SOUND)
                        .budget(1, 1, 0)
                        .withQuota());
    }
}
