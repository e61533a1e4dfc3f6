package dev.workerapp.ecosystem;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workerapp.ecosystem.mapping.Choices;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A folder with a file of PM2, with the options of the import if there are any, and with what comes of it. A file
 * {@code stdin} comes by a pipe. {@code node} in the name says that Node.js is needed.
 */
record Form(Path folder) {
    private static final Path FOLDER = Path.of("src/test/resources/forms");

    /** What an import has printed. */
    record Ran(int exit, String out, String err) {}

    static List<Form> all() {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.filter(Files::isDirectory).sorted().map(Form::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean needsNode() {
        return toString().contains("node");
    }

    /** Runs the import in the folder. */
    Ran run(String... more) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>();
        if (Files.exists(folder.resolve("options"))) {
            options.addAll(
                    List.of(Files.readString(folder.resolve("options")).strip().split(" ", -1)));
        }
        options.addAll(List.of(more));
        byte[] piped = isPiped() ? Files.readAllBytes(folder.resolve("stdin")) : new byte[0];
        return run(folder, piped, options(isPiped() ? "-" : file(), options));
    }

    static Ran run(Path folder, byte[] in, ImportOptions options) throws InterruptedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings around = new Surroundings(
                new ByteArrayInputStream(in),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                folder,
                String.valueOf(System.getenv("PATH")));
        int exit = Import.run(options, around);
        return new Ran(exit, out.toString(UTF_8), err.toString(UTF_8));
    }

    private boolean isPiped() {
        return Files.exists(folder.resolve("stdin"));
    }

    private String file() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> !name.equals("options") && !name.startsWith("expected") && !name.startsWith("lib"))
                    .filter(name -> !name.startsWith(".") && !name.equals("node_modules"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** As the command line has them. */
    static ImportOptions options(String file, List<String> options) {
        Optional<String> environment = Optional.empty();
        OptionalInt instances = OptionalInt.empty();
        Optional<String> imagePrefix = Optional.empty();
        Optional<Path> folder = Optional.empty();
        List<String> flags = new ArrayList<>();
        for (Iterator<String> words = options.iterator(); words.hasNext(); ) {
            String word = words.next();
            switch (word) {
                case "--env" -> environment = Optional.of(words.next());
                case "--instances" -> instances = OptionalInt.of(Integer.parseInt(words.next()));
                case "--image-prefix" -> imagePrefix = Optional.of(words.next());
                case "-d" -> folder = Optional.of(Path.of(words.next()));
                case "--report" -> flags.add(words.next());
                default -> flags.add(word);
            }
        }
        return new ImportOptions(
                file,
                new Choices(environment, instances, imagePrefix, flags.contains("--inline-secrets")),
                folder,
                flags.contains("--check"),
                flags.contains("--strict"),
                !flags.contains("--no-run"),
                flags.contains("json"));
    }

    @Override
    public String toString() {
        return folder.getFileName().toString();
    }
}
