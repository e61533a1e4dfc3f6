package dev.workerapp.campaign.systems;

/** Workers of one app, behind one address. For one thread. */
public interface Fleet extends AutoCloseable {

    /** Where clients reach it. */
    String host();

    int port();

    /** Workers that are asked for. */
    int instances();

    /** Asks for another version of all workers. */
    void ask(String version);

    /** Waits until every worker is of this version and serves; old ones may still be ending. */
    void awaitServing(String version);

    /** Waits until no worker is left but those that are asked for. */
    void awaitOldOnesGone();

    /** Asks for so many workers, and waits until they serve and the others are gone. */
    void scale(int instances);

    /** Removes it. */
    @Override
    void close();
}
