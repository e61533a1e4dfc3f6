package dev.workerapp.planner.search;

/**
 * What lies on the revisions.
 *
 * @param goods how often a reload had been completed when each revision last completed one, and has not failed since; four
 *     bits each
 * @param failed a bit for each revision that is marked failed
 * @param fresh whether the last reload has completed within {@code probation}
 * @param givenUp a bit for each revision that was given up since it was last asked for anew. No planner sees it: it is what
 *     happened, whatever is remembered of it
 * @param faults what the revision asked for has done wrong by itself since: each end of a container one, each deadline
 *     that it missed as many as are enough. Up to {@link #ENOUGH}; no planner sees it
 * @param slots the slots in which workers crashed too often: two bits for each revision and slot
 */
record Marks(int goods, int failed, boolean fresh, int givenUp, int faults, int slots) {
    /** So much done wrong fails a revision. */
    static final int ENOUGH = 3;

    /** With so many slots the marks of all revisions fit into a number. */
    static final int SLOTS = 4;

    int stable(int revision) {
        return goods >> (4 * revision) & 15;
    }

    boolean failed(int revision) {
        return (failed >> revision & 1) == 1;
    }

    boolean givenUp(int revision) {
        return (givenUp >> revision & 1) == 1;
    }

    Marks stable(int revision, int count, boolean nowFresh) {
        int now = (goods & ~(15 << (4 * revision))) | (count << (4 * revision));
        return new Marks(now, failed, nowFresh, givenUp, faults, slots);
    }

    /** It has failed, and is not stable any more. */
    Marks fails(int revision) {
        int others = goods & ~(15 << (4 * revision));
        return new Marks(others, failed, fresh && !isFresh(revision), givenUp, faults, slots)
                .failsAndStaysStable(revision);
    }

    /** A mistake: it has failed, and what it completed before is remembered. */
    Marks failsAndStaysStable(int revision) {
        return new Marks(goods, failed | 1 << revision, fresh, givenUp, faults, slots);
    }

    /** 0 where a slot is not marked for a revision, 1 where it is, 2 where the wait for the next try is over as well. */
    int slot(int revision, int slot) {
        return slot >= SLOTS ? 0 : slots >> shift(revision, slot) & 3;
    }

    Marks slot(int revision, int slot, int mark) {
        int others = slots & ~(3 << shift(revision, slot));
        return new Marks(goods, failed, fresh, givenUp, faults, others | mark << shift(revision, slot));
    }

    private static int shift(int revision, int slot) {
        if (slot >= SLOTS) {
            throw new IllegalStateException("no room for the marks of slot " + slot);
        }
        return 2 * (revision * SLOTS + slot);
    }

    Marks clearFailed(int revision) {
        return new Marks(goods, failed & ~(1 << revision), fresh, givenUp, faults, slots);
    }

    Marks givesUp(int revision) {
        return new Marks(goods, failed, fresh, givenUp | 1 << revision, faults, slots);
    }

    /** Another revision is asked for: if it was given up, this is a new try. What is not asked for stays given up. */
    Marks asked(int revision, int faultsToSee) {
        return new Marks(goods, failed, fresh, givenUp & ~(1 << revision), Math.min(ENOUGH, faultsToSee), slots);
    }

    Marks proved() {
        return new Marks(goods, failed, false, givenUp, faults, slots);
    }

    Marks faults(int more) {
        return more == 0 ? this : new Marks(goods, failed, fresh, givenUp, Math.min(ENOUGH, faults + more), slots);
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

    /** Whether the revision is the one that completed the last reload, and that a moment ago. */
    boolean isFresh(int revision) {
        if (!fresh || stable(revision) == 0) {
            return false;
        }
        for (int r = 0; r < Pod.REVISIONS; r++) {
            if (stable(r) > stable(revision)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a revision other than this one has completed a reload. */
    boolean anyStableBut(int revision) {
        return (goods & ~(15 << (4 * revision))) != 0;
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
        return ranked == goods ? this : new Marks(ranked, failed, fresh, givenUp, faults, slots);
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
        return seen() == other.seen() && slots == other.slots;
    }

    /** What a planner sees but for the slots, as one number. */
    int seen() {
        return (goods << 4 | failed) << 1 | (fresh ? 1 : 0);
    }

    /** The rest, as one number. */
    int unseen() {
        return givenUp << 2 | faults;
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
        return said
                + (slots == 0 ? "" : " slots " + Integer.toHexString(slots))
                + (fresh ? " in probation" : "")
                + (faults == 0 ? "" : " (faults " + faults + ")");
    }
}
