package dev.workerapp.operator.ramp;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Optional;
import java.util.Set;

/** Tells an app whether it may be reloaded for content now. Thread-safe. */
public interface Turns {

    /**
     * That an app has to wait.
     *
     * @param isQueued whether it waits for its turn alone, and not because the content has failed elsewhere
     * @param why as the end of a sentence
     */
    record Wait(boolean isQueued, String why) {}

    /**
     * Takes the app's turn. If it has to wait, it is looked at again when that may be over.
     *
     * @param contents the contents that the reload is for; none if the app wants none, or waits for nobody
     * @return that the app has to wait; empty if the reload may begin
     */
    Optional<Wait> take(ResourceID app, Set<SharedContent> contents);
}
