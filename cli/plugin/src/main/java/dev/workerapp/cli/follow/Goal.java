package dev.workerapp.cli.follow;

/** What is waited for. It may remember what it has seen, so it is asked by one thread. */
@FunctionalInterface
public interface Goal {

    /** Whether the app got there. */
    Verdict judge(Snapshot snapshot);
}
