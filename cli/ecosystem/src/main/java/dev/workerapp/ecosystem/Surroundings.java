package dev.workerapp.ecosystem;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * What an import is run in.
 *
 * @param out the result
 * @param err the report, and what is wrong
 * @param folder against which files are resolved
 * @param path PATH, where {@code node} is looked for
 */
public record Surroundings(InputStream in, PrintStream out, PrintStream err, Path folder, String path) {}
