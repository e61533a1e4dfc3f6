package dev.workerapp.ecosystem;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workerapp.ecosystem.file.FileReader;
import dev.workerapp.ecosystem.file.Loaded;
import dev.workerapp.ecosystem.file.Unusable;
import dev.workerapp.ecosystem.mapping.Choices;
import dev.workerapp.ecosystem.mapping.EcosystemMapping;
import dev.workerapp.ecosystem.mapping.Mapped;
import dev.workerapp.ecosystem.node.NodeReader;
import dev.workerapp.ecosystem.pm2.Ecosystem;
import dev.workerapp.ecosystem.pm2.EcosystemReader;
import dev.workerapp.ecosystem.report.Report;
import dev.workerapp.ecosystem.report.ReportJson;
import dev.workerapp.ecosystem.report.ReportText;
import dev.workerapp.ecosystem.source.Refused;
import dev.workerapp.ecosystem.value.Value.Obj;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** {@code kubectl workerapp import}: reads a file of PM2, and writes WorkerApps and a report. */
public final class Import {
    /** Exit codes of the command line. */
    public static final int DONE = 0;

    /** The file is wrong, or can't be read. */
    public static final int ERROR = 1;

    /** It must be called in another way. */
    public static final int USAGE = 2;

    /** With {@code --strict}: a person must do something. */
    public static final int INCOMPLETE = 3;

    private static final Duration LONGEST_RUN = Duration.ofSeconds(10);

    private final ImportOptions options;
    private final Surroundings around;

    private Import(ImportOptions options, Surroundings around) {
        this.options = options;
        this.around = around;
    }

    /**
     * Imports a file.
     *
     * @return the exit code
     * @throws InterruptedException while Node.js runs
     */
    public static int run(ImportOptions options, Surroundings around) throws InterruptedException {
        Import run = new Import(options, around);
        try {
            return run.run();
        } catch (Unusable e) {
            return run.failed(USAGE, String.valueOf(e.getMessage()));
        } catch (Refused e) {
            return run.failed(ERROR, String.valueOf(e.getMessage()));
        } catch (NoSuchFileException e) {
            return run.failed(ERROR, "there is no file " + e.getFile());
        } catch (FileAlreadyExistsException e) {
            return run.failed(ERROR, e.getFile() + " is there already: remove it, or name another folder");
        } catch (IOException e) {
            return run.failed(ERROR, e.toString());
        }
    }

    private int failed(int code, String message) {
        message.lines().forEach(line -> around.err().println("error: " + line));
        return code;
    }

    private int run() throws IOException, InterruptedException, Refused, Unusable {
        check(options.choices());
        Loaded loaded = load();
        Ecosystem ecosystem = EcosystemReader.read(loaded.name(), loaded.value());
        checkEnvironment(ecosystem);
        EcosystemMapping.Result result = EcosystemMapping.map(loaded, ecosystem, options.choices());
        if (!options.isCheck()) {
            write(result.apps());
        }
        report(result.report());
        return options.isStrict() && result.report().needsPerson() ? INCOMPLETE : DONE;
    }

    private static void check(Choices choices) throws Unusable {
        if (choices.instances().orElse(1) < 1 || choices.instances().orElse(1) > 1000) {
            throw new Unusable("--instances takes 1 to 1000, and this is %d"
                    .formatted(choices.instances().getAsInt()));
        }
        if (choices.imagePrefix()
                .filter(prefix -> !prefix.matches("[A-Za-z0-9.:/_-]*[A-Za-z0-9]"))
                .isPresent()) {
            throw new Unusable("--image-prefix takes a registry and a path, such as registry.example.com/team");
        }
    }

    private Loaded load() throws IOException, InterruptedException, Refused, Unusable {
        Optional<NodeReader> node =
                options.mayRun() ? Optional.of(new NodeReader(around.path(), LONGEST_RUN)) : Optional.empty();
        FileReader reader = new FileReader(node);
        return options.file().equals("-")
                ? reader.stream(around.in(), around.folder())
                : reader.file(around.folder().resolve(options.file()), options.file());
    }

    /** A name that nothing has is a slip of the pen. */
    private void checkEnvironment(Ecosystem ecosystem) throws Unusable {
        TreeSet<String> known = new TreeSet<>();
        ecosystem.apps().forEach(app -> known.addAll(app.environments().keySet()));
        ecosystem.deploy().map(Obj::members).ifPresent(members -> known.addAll(members.keySet()));
        Optional<String> asked = options.choices().environment();
        if (asked.isPresent() && !known.contains(asked.get())) {
            String others = known.isEmpty() ? "there is none" : "there are: " + String.join(", ", known);
            throw new Unusable("no app has env_%s; %s".formatted(asked.get(), others));
        }
    }

    private void write(List<Mapped> apps) throws IOException {
        if (options.folder().isEmpty()) {
            around.out().print(apps.stream().map(Mapped::yaml).collect(Collectors.joining("---\n")));
            around.out().flush();
            return;
        }
        Path folder = around.folder().resolve(options.folder().get());
        for (Mapped app : apps) {
            Path file = file(folder, app);
            if (Files.exists(file)) {
                throw new FileAlreadyExistsException(file.toString());
            }
        }
        for (Mapped app : apps) {
            Path file = file(folder, app);
            Files.createDirectories(file.getParent());
            Files.writeString(file, app.yaml(), UTF_8, StandardOpenOption.CREATE_NEW);
            around.out().println(file);
        }
    }

    /** In a folder for its namespace, if the file has one. */
    private static Path file(Path folder, Mapped app) {
        return folder.resolve(app.namespace()).resolve(app.name() + ".yaml");
    }

    /** Alone, it is the result. */
    private void report(Report report) {
        (options.isCheck() ? around.out() : around.err())
                .print(options.isJson() ? ReportJson.of(report) : ReportText.of(report));
    }
}
