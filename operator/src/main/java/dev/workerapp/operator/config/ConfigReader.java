package dev.workerapp.operator.config;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Collection;
import java.util.Map;

/** Reads the ConfigMaps and Secrets that apps follow. Thread-safe. */
public interface ConfigReader {

    /** Whether objects of this kind can be followed. */
    boolean follows(Kind kind);

    /** Whether copies of objects of this kind may be made and deleted. */
    boolean mayCopy(Kind kind);

    /**
     * The objects that an app follows from now on, and no others, as they are now. Those that are not known yet are read, so
     * it may take seconds.
     */
    Map<Reference, ObjectState> follow(ResourceID app, Collection<Reference> references);

    /**
     * The same, but each object is read again, since a watch may not have told yet what was written together with the app.
     */
    Map<Reference, ObjectState> readAgain(ResourceID app, Collection<Reference> references);

    /** The app follows nothing any more. */
    void forget(ResourceID app);
}
