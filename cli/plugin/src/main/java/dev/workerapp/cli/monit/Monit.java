package dev.workerapp.cli.monit;

import dev.workerapp.cli.command.Captured;
import dev.workerapp.cli.command.Session;
import dev.workerapp.cli.command.Verb;
import dev.workerapp.cli.describe.DescribeVerb;
import dev.workerapp.cli.exit.Ending;
import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.request.ReloadVerb;
import dev.workerapp.cli.why.WhyVerb;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The screen of {@code monit}: draws, waits for a key, does what it says. */
final class Monit {

    /** Exit code of a program that Ctrl-C ends (POSIX shells: 128 and the number of SIGINT). */
    private static final int INTERRUPTED = 130;

    /** New figures and lines are drawn within this time. */
    private static final long REDRAW_MILLIS = 200;

    private static final List<String> KEYS = List.of(
            "up, down, k, j     choose a worker",
            "page up, page down a page of workers",
            "l                  show or hide the log of the worker",
            "s                  sort by the next column: slot, then the greatest first",
            "/                  show only workers whose name, status or revision has this part",
            "space              freeze, and go on",
            "Tab                the next app of the namespace",
            "d                  describe the app",
            "w                  say why the app is not as asked",
            "r                  reload the app; asks first",
            "Ctrl-L             draw all anew",
            "Ctrl-Z             stop, as any program; fg goes on",
            "q, Ctrl-C          quit");

    private final Session session;
    private final Looker looker;
    private final LogMemory logs;
    private final Screen screen;
    private final Model model;
    private Map<String, List<String>> frozenLogs = Map.of();
    private final AtomicReference<Model.@Nullable Pane> answer = new AtomicReference<>();

    Monit(Session session, Looker looker, LogMemory logs, Screen screen) {
        this.session = session;
        this.looker = looker;
        this.logs = logs;
        this.screen = screen;
        this.model = new Model(looker.seen());
    }

    /** Runs until the user quits. */
    Ending run() {
        while (true) {
            model.see(looker.seen());
            Model.Pane pane = answer.getAndSet(null);
            if (pane != null) {
                model.show(pane);
            }
            if (!model.isFrozen()) {
                logs.keepOnly(model.sample().workers());
                model.selected().ifPresent(logs::follow);
            }
            Frame frame = new Frame(
                    screen.width(),
                    screen.height(),
                    session.console().unicode(),
                    session.console().colours());
            Frame.Drawn drawn = frame.draw(
                    model,
                    worker -> model.isFrozen() ? frozenLogs.getOrDefault(worker.name(), List.of()) : logs.lines(worker),
                    session.clock().instant());
            looker.show(drawn.shown().stream().map(row -> row.worker().name()).collect(Collectors.toSet()));
            screen.draw(drawn.lines());
            Optional<Ending> end = press(
                    screen.key(REDRAW_MILLIS), frame.page(model, model.rows().size()));
            if (end.isPresent()) {
                return end.get();
            }
        }
    }

    private Optional<Ending> press(Key key, int page) {
        switch (key.kind()) {
            case INTERRUPT -> {
                return Optional.of(() -> INTERRUPTED);
            }
            case GONE -> {
                return Optional.of(Exit.DONE);
            }
            case SUSPEND -> screen.suspend();
            case REDRAW -> screen.redraw();
            case NONE -> {}
            default -> {
                switch (model.mode()) {
                    case FILTER -> type(key);
                    case CONFIRM -> confirm(key);
                    case TABLE -> {
                        return choose(key, page);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private void type(Key key) {
        String text = model.filter();
        switch (key.kind()) {
            case LETTER -> model.filter(text + key.letter());
            case BACKSPACE -> model.filter(text.isEmpty() ? "" : text.substring(0, text.length() - 1));
            case ESCAPE -> {
                model.filter("");
                model.mode(Model.Mode.TABLE);
            }
            case ENTER -> model.mode(Model.Mode.TABLE);
            default -> {}
        }
    }

    private void confirm(Key key) {
        model.mode(Model.Mode.TABLE);
        if (key.letter() == 'y') {
            ask("reload", new ReloadVerb());
        }
    }

    private Optional<Ending> choose(Key key, int page) {
        switch (key.kind()) {
            case UP -> model.move(-1);
            case DOWN -> model.move(1);
            case PAGE_UP -> model.move(-page);
            case PAGE_DOWN -> model.move(page);
            case TAB -> nextApp();
            case ESCAPE -> model.closePane();
            default -> {
                switch (key.letter()) {
                    case 'q' -> {
                        return Optional.of(Exit.DONE);
                    }
                    case 'k' -> model.move(-1);
                    case 'j' -> model.move(1);
                    case 'l' -> model.toggleLogs();
                    case 's' -> model.sortByNext();
                    case '/' -> model.mode(Model.Mode.FILTER);
                    case ' ' -> {
                        frozenLogs = logs.copy();
                        model.freeze();
                    }
                    case 'd' -> ask("describe", new DescribeVerb());
                    case 'w' -> ask("why", new WhyVerb());
                    case 'r' -> model.mode(Model.Mode.CONFIRM);
                    case '?' -> model.show(new Model.Pane("keys", KEYS));
                    default -> {}
                }
            }
        }
        return Optional.empty();
    }

    private void nextApp() {
        List<String> apps = model.sample().apps();
        int here = apps.indexOf(model.sample().app().name());
        if (model.isFrozen()) {
            model.freeze();
        }
        looker.turnTo(apps.get((here + 1) % apps.size()));
    }

    /** Runs a verb for the app, and shows what it prints when it has ended. */
    private void ask(String verb, Verb what) {
        String app = model.sample().app().name();
        String title = verb + " " + app;
        model.show(new Model.Pane(title, List.of("...")));
        Thread.ofVirtual().start(() -> answer.set(new Model.Pane(title, Captured.lines(what, List.of(app), session))));
    }
}
