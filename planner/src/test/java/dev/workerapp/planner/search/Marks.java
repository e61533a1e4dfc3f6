package dev.workerapp.planner.search;

/**
 * What lies on the revisions.
 *
 * @param goods how often a reload had been completed when each revision last completed one; four bits each
 * @param failed a bit for each revision that is marked failed
 * @param givenUp a bit for each revision that was given up since it was last asked for. No planner sees it: it is what
 *     happened, whatever is remembered of it
 */
record Marks(int goods, int failed, int givenUp) {

    int stable(int revision) {
        return goods >> (4 * revision) & 15;
    }

    boolean failed(int revision) {
        return (failed >> revision & 1) == 1;
    }

    boolean givenUp(int revision) {
        return (givenUp >> revision & 1) == 1;
    }

    Marks stable(int revision, int count) {
        return new Marks((goods & ~(15 << (4 * revision))) | (count << (4 * revision)), failed, givenUp);
    }

    Marks failed(int revision, boolean now) {
        return new Marks(goods, now ? failed | 1 << revision : failed & ~(1 << revision), givenUp);
    }

    Marks givenUp(int revision, boolean now) {
        return new Marks(goods, failed, now ? givenUp | 1 << revision : givenUp & ~(1 << revision));
    }

    /** The revision to go back to, or -1. */
    int best() {
        int best = -1;
        for (int r = 0; r < Pod.REVISIONS; r++) {
            if (stable(r) > 0 && !failed(r) && (best < 0 || stable(r) >= stable(best))) {
                best = r;
            }
        }
        return best;
    }

    /** The same order of goods in the smallest numbers: the numbers themselves say nothing. */
    Marks ranked() {
        int ranked = 0;
        for (int r = 0; r < Pod.REVISIONS; r++) {
            int below = 0;
            for (int count = 1; count <= stable(r); count++) {
                below += has(count) ? 1 : 0;
            }
            ranked |= below << (4 * r);
        }
        return ranked == goods ? this : new Marks(ranked, failed, givenUp);
    }

    private boolean has(int count) {
        for (int r = 0; r < Pod.REVISIONS; r++) {
            if (stable(r) == count) {
                return true;
            }
        }
        return false;
    }

    /** Whether a planner sees the same. */
    boolean looksLike(Marks other) {
        return goods == other.goods && failed == other.failed;
    }

    @Override
    public String toString() {
        StringBuilder said = new StringBuilder();
        for (int r = 0; r < Pod.REVISIONS; r++) {
            if (stable(r) > 0 || failed(r) || givenUp(r)) {
                said.append(' ').append(Pod.name(r));
                said.append(stable(r) > 0 ? " stable " + stable(r) : "");
                said.append(failed(r) ? " failed" : "").append(givenUp(r) ? " (given up)" : "");
            }
        }
        return said.toString();
    }
}
