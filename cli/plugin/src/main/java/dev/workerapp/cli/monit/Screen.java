package dev.workerapp.cli.monit;

import dev.workerapp.cli.exit.Failure;
import java.io.IOException;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;

/**
 * The whole terminal, in raw mode, until it is closed or the JVM ends: then it is as it was. One thread draws and reads keys.
 */
final class Screen implements AutoCloseable {

    /** So long after an escape the rest of a sequence is there; else the key was pressed. */
    private static final long SEQUENCE_MILLIS = 50;

    private final Terminal terminal;
    private final Attributes before;
    private final Display display;
    private final Thread atExit = new Thread(this::leave, "restore-terminal");
    private Size size;
    private boolean entered;

    private Screen(Terminal terminal) {
        this.terminal = terminal;
        this.before = terminal.getAttributes();
        this.display = new Display(terminal, true);
        this.size = known(terminal.getSize());
    }

    /** A terminal that does not know its size, as a serial line, says 0. */
    private static Size known(Size said) {
        return said.getColumns() > 0 && said.getRows() > 0 ? said : Size.of(80, 24);
    }

    /**
     * Takes the terminal of the process.
     *
     * @throws Failure if it can't be had
     */
    static Screen open() {
        Terminal terminal;
        try {
            terminal = TerminalBuilder.builder()
                    .system(true)
                    .provider("ffm")
                    .nativeSignals(false)
                    .dumb(false)
                    .build();
        } catch (IOException | IllegalStateException e) {
            throw Failure.error("the terminal can't be used (" + e.getMessage() + "): use monit --once");
        }
        Screen screen = new Screen(terminal);
        Runtime.getRuntime().addShutdownHook(screen.atExit);
        screen.enter();
        return screen;
    }

    private synchronized void enter() {
        entered = true;
        terminal.enterRawMode();
        // Ctrl-C and Ctrl-Z come as keys, so that the terminal is restored before anything else is done.
        Attributes raw = terminal.getAttributes();
        raw.setLocalFlag(LocalFlag.ISIG, false);
        terminal.setAttributes(raw);
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.keypad_xmit);
        terminal.puts(Capability.cursor_invisible);
        terminal.flush();
        redraw();
    }

    private synchronized void leave() {
        if (!entered) {
            return;
        }
        entered = false;
        terminal.puts(Capability.exit_attribute_mode);
        terminal.puts(Capability.cursor_normal);
        terminal.puts(Capability.keypad_local);
        terminal.puts(Capability.exit_ca_mode);
        terminal.flush();
        terminal.setAttributes(before);
    }

    /** How many columns it has now. */
    int width() {
        return known(terminal.getSize()).getColumns();
    }

    /** How many lines it has now. */
    int height() {
        return known(terminal.getSize()).getRows();
    }

    /** Draws what differs from what is there. */
    synchronized void draw(List<String> lines) {
        if (!entered) {
            return;
        }
        Size now = known(terminal.getSize());
        if (!now.equals(size)) {
            size = now;
            redraw();
        }
        display.update(
                lines.stream()
                        .limit(size.getRows())
                        .map(AttributedString::fromAnsi)
                        .toList(),
                0);
    }

    /** Forgets what is there, so that all is drawn anew. */
    void redraw() {
        size = known(terminal.getSize());
        display.resize(size);
        display.clear();
    }

    /** Waits for a key, but no longer than that. */
    Key key(long millis) {
        try {
            NonBlockingReader reader = terminal.reader();
            int character = reader.read(millis);
            return switch (character) {
                case NonBlockingReader.READ_EXPIRED -> Key.of(Key.Kind.NONE);
                case NonBlockingReader.EOF -> Key.of(Key.Kind.GONE);
                case 27 -> sequence(reader);
                default -> Key.of(character);
            };
        } catch (IOException _) {
            return Key.of(Key.Kind.GONE);
        }
    }

    /** Reads a control sequence (ECMA-48 5.4) to its final character. */
    private static Key sequence(NonBlockingReader reader) throws IOException {
        int kind = reader.peek(SEQUENCE_MILLIS);
        if (kind != '[' && kind != 'O') {
            return Key.of(Key.Kind.ESCAPE);
        }
        int _ = reader.read(SEQUENCE_MILLIS);
        StringBuilder rest = new StringBuilder();
        for (int next = reader.read(SEQUENCE_MILLIS); next >= ' '; next = reader.read(SEQUENCE_MILLIS)) {
            rest.append((char) next);
            if (next >= '@') {
                break;
            }
        }
        return Key.ofSequence(rest.toString());
    }

    /** Stops the process as Ctrl-Z does, with the terminal as it was; returns when it is continued. */
    void suspend() {
        leave();
        try {
            // 0 is the whole process group: kubectl's proxy, too, as if the terminal had sent it.
            new ProcessBuilder("sh", "-c", "kill -TSTP 0").inheritIO().start().waitFor();
        } catch (IOException _) {
            // It can't be stopped, so it goes on.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        enter();
    }

    @Override
    public void close() {
        leave();
        try {
            terminal.close();
        } catch (IOException _) {
            // It is restored already.
        }
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException _) {
            // The plug-in ends at this very moment.
        }
    }
}
