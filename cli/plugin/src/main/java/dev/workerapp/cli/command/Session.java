package dev.workerapp.cli.command;

import dev.workerapp.cli.kubectl.Cluster;
import dev.workerapp.cli.output.Console;
import java.time.InstantSource;

/**
 * What a verb works with.
 *
 * @param cluster the way to the API server
 * @param console where it prints
 * @param clock the time, by which ages are told
 */
public record Session(Cluster cluster, Console console, InstantSource clock) {}
