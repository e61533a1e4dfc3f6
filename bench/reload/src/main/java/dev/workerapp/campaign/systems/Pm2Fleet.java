package dev.workerapp.campaign.systems;

import dev.workerapp.campaign.plan.Combination;
import dev.workerapp.cluster.Kubernetes;
import dev.workerapp.cluster.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Node's workers under PM2, on the cluster's node. */
public final class Pm2Fleet implements Fleet {

    private static final int PORT = 8080;
    /** With all that PM2 documents for a graceful reload. */
    private static final String VARIANT = "graceful";

    private final Shell shell;
    /** As its ecosystem file has it. */
    private int instances = 4;

    private @Nullable Process reload;

    /** Started, and ready. */
    public Pm2Fleet(Kubernetes cluster, Combination combination) {
        shell = cluster.shell();
        run("up", VARIANT, "v1");
        scale(combination.instances());
    }

    private void run(String... arguments) {
        shell.must(PodFleet.LONGEST, command(arguments).toArray(String[]::new));
    }

    private static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of("bench/pm2/run"));
        command.addAll(List.of(arguments));
        return Priority.USUAL.of(command);
    }

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public int port() {
        return PORT;
    }

    @Override
    public int instances() {
        return instances;
    }

    /** PM2 does one reload at a time. */
    @Override
    public void ask(String version) {
        awaitServing(version);
        try {
            reload = shell.start(command("reload", VARIANT, version))
                    .redirectOutput(Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** PM2's reload ends when it has gone through all workers. */
    @Override
    public void awaitServing(String version) {
        Process running = reload;
        reload = null;
        try {
            if (running != null && (!running.waitFor(4, TimeUnit.MINUTES) || running.exitValue() != 0)) {
                throw new AssertionError("pm2 reload did not end well");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void awaitOldOnesGone() {
        // PM2's reload waits for each old worker before it goes on to the next.
    }

    @Override
    public void scale(int wanted) {
        if (wanted != instances) {
            run("pm2", "scale", "bench", Integer.toString(wanted));
        }
        instances = wanted;
    }

    @Override
    public void close() {
        run("down");
    }
}
