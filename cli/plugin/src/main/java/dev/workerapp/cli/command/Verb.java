package dev.workerapp.cli.command;

import dev.workerapp.cli.exit.Ending;
import java.util.List;

/** One verb of the plug-in. It is made for one run. */
public interface Verb {

    /** Says which options and arguments it takes. */
    void declare(Options options);

    /**
     * Does it.
     *
     * @throws Failure if it can't; the message is printed and gives the exit code
     */
    Ending run(Arguments arguments, Session session);

    /**
     * What may stand for the word that is being typed, other than options: each a value, and a description after a tab where
     * there is one. Those that do not begin as the word does are left out by the caller. By default the names of the apps.
     *
     * @param before the words before it, without the verb and its options
     * @param word as far as it is typed
     */
    default List<String> candidates(List<String> before, String word, Session session) {
        return AppNames.candidates(word, session);
    }
}
