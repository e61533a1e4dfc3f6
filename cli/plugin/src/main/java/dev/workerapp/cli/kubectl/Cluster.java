package dev.workerapp.cli.kubectl;

import dev.workerapp.cli.json.Json;
import java.util.List;

/** The cluster that the user's kubectl speaks to. */
public interface Cluster {

    /** The namespace that is meant: that of {@code -n}, or of the context. */
    String namespace();

    /** Reads once, by {@code kubectl get --raw}: quicker than {@link #open} where one read is enough. */
    Json get(String path);

    /** For more requests: starts a {@code kubectl proxy}, which ends when this is closed, or with the plug-in. */
    Api open();

    /**
     * Starts a {@code kubectl port-forward}, which ends when this is closed, or with the plug-in.
     *
     * @param port of the pod
     * @throws ApiFailure in kubectl's words, if the user may not, or there is no such pod
     */
    Forward forward(String namespace, String pod, int port);

    /**
     * Runs kubectl with the standard streams of the plug-in, and returns its exit code.
     *
     * @param arguments the command, without the user's own flags, which are added
     */
    int run(List<String> arguments);

    /**
     * Runs kubectl and returns what it printed on standard output.
     *
     * @throws ApiFailure with what it printed on standard error, if it fails
     */
    byte[] output(List<String> arguments);
}
