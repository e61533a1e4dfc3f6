package dev.workerapp.cli.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workerapp.cli.command.AppNames;
import dev.workerapp.cli.command.Arguments;
import dev.workerapp.cli.command.Options;
import dev.workerapp.cli.command.Session;
import dev.workerapp.cli.command.Verb;
import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.target.Target;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** {@code send}: a message to every worker. */
public final class SendVerb implements Verb {

    private final InputStream in;

    /** One that reads {@code -} from this stream. */
    public SendVerb(InputStream in) {
        this.in = in;
    }

    @Override
    public void declare(Options options) {
        options.arguments(
                "NAME[/SLOT] TOPIC [TEXT|@FILE|-]", "The app or worker, the topic, and the message; - is stdin");
        Round.declare(options);
        options.footer(
                "The message is sent as it is, up to 256 KiB; JSON by convention. \"taken\": it is in the worker's queue, and",
                "the worker may end before it is handled. Workers that start later do not get it.",
                "",
                "  kubectl workerapp send shop prices '{\"version\": 12}'");
    }

    @Override
    public Exit run(Arguments arguments, Session session) {
        List<String> words = arguments.words();
        if (words.size() < 2 || words.size() > 3) {
            throw Failure.usage("name the app, the topic and the message, as in: send shop prices '{\"version\": 12}'");
        }
        Target target = Target.parse(words.getFirst(), session.cluster().namespace());
        String topic = Names.checked("a topic", words.get(1));
        String message = words.size() == 2 ? "" : message(words.get(2));
        return Round.of(target, Recipients.READY, false, arguments).ask(Call.message(topic, message), session);
    }

    private String message(String word) {
        if (!word.equals("-") && !word.startsWith("@")) {
            return word;
        }
        // No more than shows that it is too long.
        try (InputStream from = word.equals("-") ? in : Files.newInputStream(Path.of(word.substring(1)))) {
            return new String(from.readNBytes(Call.LONGEST_BODY + 1), UTF_8);
        } catch (IOException | InvalidPathException e) {
            throw Failure.error("the message can't be read: " + e);
        }
    }

    @Override
    public List<String> candidates(List<String> before, String word, Session session) {
        return switch (before.size()) {
            case 0 -> AppNames.candidates(word, session);
            case 1 -> Offer.of(before.getFirst(), session).topics();
            default -> List.of();
        };
    }
}
