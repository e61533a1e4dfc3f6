package dev.workerapp.cli.change;

import dev.workerapp.cli.exit.Failure;
import dev.workerapp.ecosystem.source.Position;
import dev.workerapp.ecosystem.source.Refused;
import dev.workerapp.ecosystem.source.Source;
import dev.workerapp.ecosystem.value.Value;
import dev.workerapp.ecosystem.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A document of a file of YAML or JSON: one object of the API. It is sent as it was written, so that the API server reads
 * it as it does with {@code kubectl apply --server-side}.
 *
 * @param where the file, and the line
 * @param apiVersion as {@code workerapp.dev/v1}
 * @param kind as {@code WorkerApp}
 * @param name the object's name
 * @param namespace the namespace that it names
 * @param suspends whether it says {@code spec.suspend: true}
 * @param text the document
 */
record Document(
        String where,
        String apiVersion,
        String kind,
        String name,
        Optional<String> namespace,
        boolean suspends,
        String text) {

    /**
     * Those of a file.
     *
     * @param file its name; {@code -} for the input
     * @throws Failure if it can't be read, or has what is no object
     */
    static List<Document> read(String file, InputStream input) {
        String name = file.equals("-") ? "standard input" : file;
        List<Document> documents = new ArrayList<>();
        try {
            byte[] bytes = file.equals("-") ? input.readAllBytes() : Files.readAllBytes(Path.of(file));
            for (Source source : split(new Source(name, new String(bytes, StandardCharsets.UTF_8)))) {
                Value value = YamlReader.read(source);
                if (value.isSet()) {
                    documents.add(of(value, source));
                }
            }
        } catch (NoSuchFileException _) {
            throw Failure.error("there is no file \"" + name + "\"");
        } catch (IOException e) {
            throw Failure.error(name + " can't be read: " + e.getMessage());
        } catch (Refused e) {
            throw Failure.error(String.valueOf(e.getMessage()));
        }
        if (documents.isEmpty()) {
            throw Failure.error(name + " has no object");
        }
        return documents;
    }

    /** At the lines that begin a document. Blank lines stand for what is before, so that messages name the right line. */
    private static List<Source> split(Source file) {
        List<Source> documents = new ArrayList<>();
        StringBuilder document = new StringBuilder();
        int number = 0;
        for (String line : file.text().lines().toList()) {
            if (line.matches("---(\\s.*)?")) {
                documents.add(new Source(file.name(), document.toString()));
                document = new StringBuilder("\n".repeat(number));
            }
            document.append(line).append('\n');
            number++;
        }
        documents.add(new Source(file.name(), document.toString()));
        return documents;
    }

    private static Document of(Value value, Source source) {
        String where = source.name() + ":" + line(value);
        if (value instanceof Value.Arr || member(value, "apps").isPresent()) {
            throw Failure.error(where
                    + ": this is PM2's, and no object of the API: kubectl workerapp import makes WorkerApps of it");
        }
        Optional<Value> metadata = member(value, "metadata");
        Optional<String> name = metadata.flatMap(of -> text(of, "name"));
        String apiVersion = text(value, "apiVersion").orElse("");
        String kind = text(value, "kind").orElse("");
        if (apiVersion.isEmpty() || kind.isEmpty() || name.isEmpty()) {
            throw Failure.error(where + ": an object has apiVersion, kind and metadata.name; "
                    + (kind.equals("List") ? "write the items of a List as documents of their own" : "one is missing"));
        }
        return new Document(
                where,
                apiVersion,
                kind,
                name.get(),
                metadata.flatMap(of -> text(of, "namespace")),
                member(value, "spec")
                        .flatMap(spec -> member(spec, "suspend"))
                        .filter(suspend -> suspend.is(true))
                        .isPresent(),
                source.text());
    }

    private static int line(Value value) {
        Position at = value.at();
        return at == null ? 1 : at.line();
    }

    private static Optional<Value> member(Value value, String name) {
        return value.asObject().flatMap(object -> object.get(name));
    }

    private static Optional<String> text(Value value, String name) {
        return member(value, name).flatMap(Value::asText);
    }
}
