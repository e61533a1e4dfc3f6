package dev.workerapp.planner;

/**
 * A worker's own part of a limit that all workers of an app have, so that workers that were started together do not reach it
 * together. It is always the same for a worker, nothing has to be remembered for it, and it is never more than is allowed.
 */
public final class OwnLimit {

    /** The greatest share of a limit by which a worker's own is lower. */
    private static final double SPREAD = 0.1;

    /** Multiplying by it spreads the bits of a hash (D. Knuth, The Art of Computer Programming, 6.4: 2³² / golden ratio). */
    private static final int GOLDEN = 0x9E3779B9;

    private static final double HASHES = 0x1p32;

    private OwnLimit() {}

    /**
     * A worker's own limit: from nine tenths of the limit to all of it.
     *
     * @param limit zero or more
     * @param uid the UID of the worker's pod
     */
    public static long of(long limit, String uid) {
        double hash = Integer.toUnsignedLong(uid.hashCode() * GOLDEN) / HASHES;
        return Math.round(limit * (1 - SPREAD * hash));
    }
}
