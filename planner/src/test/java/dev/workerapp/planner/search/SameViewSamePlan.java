package dev.workerapp.planner.search;

/**
 * Of invariant 5 (another version of the operator, on unchanged specs, writes nothing) what is the planner's: the same
 * view gives the same plan, in whatever order things are seen. That a converged app gives no actions is a part of
 * {@link Converges}.
 */
final class SameViewSamePlan implements Invariant {

    @Override
    public String toString() {
        return "5, the same view gives the same plan";
    }
}
