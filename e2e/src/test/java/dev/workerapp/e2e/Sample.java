package dev.workerapp.e2e;

import dev.workerapp.cluster.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file of {@code samples/}, with what its first comment says to try and what becomes of it.
 *
 * @param file its path below {@code samples/}
 * @param manifest its text
 * @param steps what to do once it is applied, in order
 */
record Sample(String file, String manifest, List<Step> steps) {

    private static final Path FOLDER = Shell.ROOT.resolve("samples");
    private static final Pattern STEP =
            Pattern.compile("# (?:Try: (?<command>.+)|Then: (?<column>[A-Z]+) is (?<value>.+))");

    /** A line of the comment. */
    sealed interface Step {}

    /**
     * {@code # Try: …}: a command to type.
     *
     * @param command as a shell takes it
     */
    record Try(String command) implements Step {}

    /**
     * {@code # Then: COLUMN is value}: what {@code kubectl get workerapps} comes to say.
     *
     * @param column its heading
     * @param value its content
     */
    record Then(String column, String value) implements Step {}

    /** Folders that are one sample each, with a test of its own. */
    private static final List<String> OF_THEIR_OWN = List.of("pm2-migration", "kustomize");

    /** Every other YAML file below {@code samples/}. */
    static List<Sample> all() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .filter(file -> OF_THEIR_OWN.stream().map(FOLDER::resolve).noneMatch(file::startsWith))
                    .sorted()
                    .map(Sample::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Sample read(Path file) {
        try {
            String manifest = Files.readString(file);
            List<Step> steps = new ArrayList<>();
            manifest.lines().takeWhile(line -> line.startsWith("#")).forEach(line -> {
                Matcher step = STEP.matcher(line);
                if (step.matches()) {
                    String command = step.group("command");
                    steps.add(command == null ? new Then(step.group("column"), step.group("value")) : new Try(command));
                }
            });
            return new Sample(FOLDER.relativize(file).toString(), manifest, List.copyOf(steps));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return file;
    }
}
