package dev.workerapp.cli.follow;

import dev.workerapp.cli.command.Session;
import java.time.Duration;

/** Shows on standard error how far an app is. */
interface Progress {

    /** Says how it is now. */
    void show(Snapshot snapshot);

    /** It is over: what was drawn is taken away. */
    void end();

    /** Redrawn on a terminal, a line for each change elsewhere, nothing with {@code -q}. */
    static Progress of(String name, Session session, Duration limit) {
        return session.console().surroundings().canRedraw()
                        && !session.console().quiet()
                ? new DrawnProgress(name, session, limit)
                : new LineProgress(name, session);
    }
}
