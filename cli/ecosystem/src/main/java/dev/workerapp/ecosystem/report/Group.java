package dev.workerapp.ecosystem.report;

/** What became of an option. */
public enum Group {
    /** The app has it, and it means the same. */
    TAKEN("taken"),
    /** The app has it or something like it, and it means something else. */
    CHANGED("other meaning"),
    /** A person must do it. */
    BY_HAND("to do by hand"),
    /** There is nothing like it, and nothing is missing. */
    HARMLESS("no counterpart, harmless"),
    /** There is nothing like it: a person must see whether something is missing. */
    LOOK("no counterpart, look"),
    /** A value that was not written. */
    SECRET("secrets"),
    /** What the file, or the app that runs, has from the shell or the machine. */
    SHELL("read from your shell");

    private final String title;

    Group(String title) {
        this.title = title;
    }

    /** As it stands in the report, and in JSON. */
    public String title() {
        return title;
    }

    /** Whether {@code --strict} minds it. */
    public boolean needsPerson() {
        return this == BY_HAND || this == LOOK;
    }
}
