package dev.workerapp.operator.config;

/**
 * An object with an app's label, as copies of ConfigMaps and Secrets have it.
 *
 * @param kind its kind
 * @param name its name
 * @param uid its UID
 * @param owner the UID of what controls it; empty if nothing does
 */
public record Copy(Kind kind, String name, String uid, String owner) {

    /** Whether the app with this UID controls it. */
    public boolean isOf(String app) {
        return owner.equals(app);
    }
}
