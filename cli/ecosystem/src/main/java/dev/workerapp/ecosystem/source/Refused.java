package dev.workerapp.ecosystem.source;

import java.util.List;
import java.util.stream.Collectors;

/** A file can't be imported as it is. */
public final class Refused extends Exception {
    private final transient List<Mistake> mistakes;

    /** For one mistake. */
    public Refused(Mistake mistake) {
        this(List.of(mistake));
    }

    /**
     * For all that were found.
     *
     * @param mistakes at least one
     */
    public Refused(List<Mistake> mistakes) {
        super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
        this.mistakes = List.copyOf(mistakes);
    }

    /** What is wrong, in the order of the file. */
    public List<Mistake> mistakes() {
        return mistakes;
    }
}
