package dev.workerapp.ecosystem.file;

/** The import must be called in another way; the message says in which. */
public final class Unusable extends Exception {

    /** With this message. */
    public Unusable(String message) {
        super(message);
    }
}
