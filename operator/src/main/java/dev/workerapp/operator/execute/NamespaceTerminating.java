package dev.workerapp.operator.execute;

/** The namespace is being deleted, so a pass ends here: nothing more is to be written in it. */
public final class NamespaceTerminating extends RuntimeException {

    private static final long serialVersionUID = 1;

    NamespaceTerminating(String message) {
        super(message);
    }
}
