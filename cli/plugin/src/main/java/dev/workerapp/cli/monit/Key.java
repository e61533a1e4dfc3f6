package dev.workerapp.cli.monit;

/**
 * A key that was pressed.
 *
 * @param kind which
 * @param letter the letter of {@link Kind#LETTER}, else 0
 */
record Key(Kind kind, char letter) {

    /** Keys. */
    enum Kind {
        UP,
        DOWN,
        PAGE_UP,
        PAGE_DOWN,
        TAB,
        ENTER,
        BACKSPACE,
        ESCAPE,
        INTERRUPT,
        SUSPEND,
        REDRAW,
        LETTER,
        /** None within the time. */
        NONE,
        /** The terminal is gone. */
        GONE
    }

    static Key of(Kind kind) {
        return new Key(kind, '\0');
    }

    /** Of a character that a terminal in raw mode sends. */
    static Key of(int character) {
        return switch (character) {
            case 3 -> of(Kind.INTERRUPT);
            case 26 -> of(Kind.SUSPEND);
            case 12 -> of(Kind.REDRAW);
            case '\t' -> of(Kind.TAB);
            case '\r', '\n' -> of(Kind.ENTER);
            case 8, 127 -> of(Kind.BACKSPACE);
            default -> character < ' ' ? of(Kind.NONE) : new Key(Kind.LETTER, (char) character);
        };
    }

    /** Of the rest of an escape sequence, without {@code ESC [} or {@code ESC O}. */
    static Key ofSequence(String rest) {
        return of(
                switch (rest) {
                    case "A" -> Kind.UP;
                    case "B" -> Kind.DOWN;
                    case "5~" -> Kind.PAGE_UP;
                    case "6~" -> Kind.PAGE_DOWN;
                    default -> Kind.NONE;
                });
    }
}
