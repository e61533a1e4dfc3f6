package dev.workerapp.ecosystem.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workerapp.ecosystem.literal.LiteralReader;
import dev.workerapp.ecosystem.literal.ProgramFound;
import dev.workerapp.ecosystem.node.NodeReader;
import dev.workerapp.ecosystem.node.Outcome;
import dev.workerapp.ecosystem.source.Mistake;
import dev.workerapp.ecosystem.source.Position;
import dev.workerapp.ecosystem.source.Refused;
import dev.workerapp.ecosystem.source.Source;
import dev.workerapp.ecosystem.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads a file as PM2 does, in up to two steps: as data, without running anything; and if it is a program, by Node.js,
 * unless that is not allowed.
 */
public final class FileReader {
    /** A dump of 1,000 processes has some 6 MB. */
    private static final int LARGEST = 16 * 1024 * 1024;

    private final Optional<NodeReader> node;

    /**
     * @param node what runs programs; empty if nothing may be run
     */
    public FileReader(Optional<NodeReader> node) {
        this.node = node;
    }

    /**
     * Reads a file.
     *
     * @param name as a person has given it
     * @throws IOException if it can't be read
     * @throws Refused if it is wrong
     * @throws Unusable if it is a program that was not run
     */
    public Loaded file(Path file, String name) throws IOException, InterruptedException, Refused, Unusable {
        Kind kind = Kind.of(file.getFileName().toString());
        if (kind == Kind.SCRIPT) {
            throw new Unusable(
                    ("PM2 takes %s for a script, and so it has no apps in it. The name of a file with apps contains"
                                    + " .config.js, .config.cjs, .config.mjs, .json, .yml or .yaml")
                            .formatted(name));
        }
        Source source = source(name, Files.newInputStream(file));
        if (kind == Kind.YAML) {
            return Loaded.literal(source.name(), YamlReader.read(source), false);
        }
        try {
            if (kind == Kind.EXPRESSION) {
                return Loaded.literal(source.name(), LiteralReader.expression(source), false);
            }
            LiteralReader.Read read = LiteralReader.module(source);
            return Loaded.literal(source.name(), read.value(), read.isDefault());
        } catch (ProgramFound program) {
            Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow();
            return run(
                    source,
                    program,
                    OneLiner.of(name),
                    reader -> kind == Kind.EXPRESSION ? reader.expression(source, folder) : reader.module(file));
        }
    }

    /** Reads what comes by a pipe: a literal, as in {@code .json}, or what {@code pm2 jlist} prints. */
    public Loaded stream(InputStream in, Path folder) throws IOException, InterruptedException, Refused, Unusable {
        Source source = source("standard input", in);
        try {
            return Loaded.literal(source.name(), LiteralReader.expression(source), false);
        } catch (ProgramFound program) {
            return run(source, program, OneLiner.ofPipe(), reader -> reader.expression(source, folder));
        }
    }

    private interface Run {
        Outcome by(NodeReader reader) throws IOException, InterruptedException;
    }

    private Loaded run(Source source, ProgramFound program, String oneLiner, Run run)
            throws IOException, InterruptedException, Refused, Unusable {
        Outcome outcome = node.isPresent() ? run.by(node.get()) : new Outcome.NotRun("--no-run forbids to run it");
        return switch (outcome) {
            case Outcome.Exported exported ->
                new Loaded(
                        source.name(),
                        exported.value(),
                        exported.isDefault(),
                        true,
                        exported.asked(),
                        exported.machine());
            case Outcome.Threw(String message, int line, int column) -> {
                Position at = line == 0 ? null : new Position(line, Math.max(column, 1));
                throw new Refused(new Mistake(source.name(), at, "node says: " + message));
            }
            case Outcome.NotRun(String why) ->
                throw new Unusable("%s is a program (line %d: %s), and %s. With Node: %s"
                        .formatted(source.name(), program.at().line(), program.what(), why, oneLiner));
        };
    }

    private static Source source(String name, InputStream in) throws IOException, Refused {
        try (in) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new Refused(new Mistake(name, null, "it has more than %d MiB".formatted(LARGEST >> 20)));
            }
            return new Source(
                    name, UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            throw new Refused(List.of(new Mistake(name, null, "it is no text in UTF-8")));
        }
    }
}
