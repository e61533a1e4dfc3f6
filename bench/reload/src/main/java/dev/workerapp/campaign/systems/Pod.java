package dev.workerapp.campaign.systems;

/**
 * A pod as its changes were seen. Times are microseconds since 1970 at which the change arrived here, since the API's own
 * are whole seconds; 0 while it has not happened.
 *
 * @param name its name
 * @param uid its UID
 * @param node where it runs; empty before it is scheduled
 * @param version the tag of its worker's image
 * @param restarts of its worker's container
 * @param created first seen
 * @param ready since when it is ready without a break
 * @param firstReady ready for the first time
 * @param ending told to end
 * @param gone deleted
 */
public record Pod(
        String name,
        String uid,
        String node,
        String version,
        int restarts,
        long created,
        long ready,
        long firstReady,
        long ending,
        long gone) {

    /** Neither ending nor gone. */
    public boolean live() {
        return ending == 0 && gone == 0;
    }

    public boolean serves() {
        return live() && ready > 0;
    }
}
