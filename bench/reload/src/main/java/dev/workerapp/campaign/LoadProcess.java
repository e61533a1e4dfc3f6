package dev.workerapp.campaign;

import dev.workerapp.campaign.load.Exchange;
import dev.workerapp.campaign.load.LoadMain;
import dev.workerapp.campaign.load.LoadPlan;
import dev.workerapp.campaign.systems.Priority;
import dev.workerapp.cluster.Kubernetes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The clients, as a process of their own inside the cluster's network. */
final class LoadProcess implements AutoCloseable {

    /** From the end of the loop to the last answer, and to the file. */
    private static final long LONGEST_END_MINUTES = 2;

    /**
     * The JVM's own threads have the clients' priority too: a quarter of a second of C2, or a collection, would keep
     * workers from running.
     */
    private static final List<String> QUIET =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xms512m", "-Xmx512m", "-Xmn384m");

    /**
     * A closed connection keeps its port for a minute, 24,000 of them at 400 a second, and the kernel takes one half of
     * the range before the other: of the usual 28,000 it would go through 14,000 in vain for each connection. From above
     * the ports on which a node's components listen.
     */
    private static final String PORTS = "net.ipv4.ip_local_port_range=11000 65535";

    private final Path log;
    private final Process process;

    /** Starts it. It writes this file at its end. */
    LoadProcess(Kubernetes cluster, LoadPlan plan, Path log) {
        this.log = log;
        cluster.shell().must(Duration.ofSeconds(10), "cluster/run", "sysctl", "--quiet", "--write", PORTS);
        List<String> client = new ArrayList<>(List.of(java()));
        client.addAll(QUIET);
        client.addAll(List.of("-cp", classes().toString(), LoadMain.class.getName(), log.toString()));
        client.addAll(plan.toArguments());
        List<String> command = new ArrayList<>(List.of("cluster/run"));
        command.addAll(Priority.FIRST.of(client));
        try {
            Files.createDirectories(log.getParent());
            process = cluster.shell()
                    .start(command)
                    .redirectOutput(Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Where this module's classes are: a folder or a jar. */
    private static Path classes() {
        try {
            return Path.of(LoadMain.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends the loop, waits for the answers that are out, and returns all that was seen. */
    List<Exchange> stop() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(LONGEST_END_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException("the load did not end well");
            }
            try (var lines = Files.lines(log)) {
                return lines.map(Exchange::ofLine).toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
