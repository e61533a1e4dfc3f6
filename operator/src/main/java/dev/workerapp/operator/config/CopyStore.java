package dev.workerapp.operator.config;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Which copies there are, and what is to be in one. Thread-safe. */
public interface CopyStore {

    /** The objects of this kind that have the app's label, its copies among them; empty if that is not known now, or they may
     * not be copied. */
    Optional<Set<Copy>> copies(ResourceID app, Kind kind);

    /** A copy is there, though the watch may not have told yet. */
    void made(ResourceID app, Copy copy);

    /** A copy is there no more, though the watch may not have told yet. */
    void deleted(ResourceID app, Copy copy);

    /**
     * What a reference uses, as the API server has it now.
     *
     * @param digest what it must come to
     * @return empty if it comes to another digest by now
     * @throws IOException if the object can't be read
     */
    Optional<UsedValues> values(ResourceID app, Reference reference, String digest) throws IOException;
}
