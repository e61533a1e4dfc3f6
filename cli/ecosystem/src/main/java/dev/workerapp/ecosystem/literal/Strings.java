package dev.workerapp.ecosystem.literal;

import dev.workerapp.ecosystem.source.Refused;
import dev.workerapp.ecosystem.source.Source;

/** Strings in either quotes, and templates without substitutions. */
final class Strings {
    private final Source source;
    private final String text;
    private final int start;
    private final char quote;
    private final StringBuilder read = new StringBuilder();
    private int at;

    /**
     * What was read.
     *
     * @param end the offset behind it
     */
    record Read(String text, int end) {}

    private Strings(Source source, int start) {
        this.source = source;
        this.text = source.text();
        this.start = start;
        this.quote = text.charAt(start);
        this.at = start + 1;
    }

    /** The string whose opening quote stands there. */
    static Read read(Source source, int start) throws Refused, ProgramFound {
        return new Strings(source, start).read();
    }

    private Read read() throws Refused, ProgramFound {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == quote) {
                return new Read(read.toString(), at + 1);
            } else if (c == '\\') {
                at++;
                escape();
            } else if (quote == '`' && text.startsWith("${", at)) {
                throw new ProgramFound(source.at(at), "${");
            } else if (quote != '`' && (c == '\n' || c == '\r')) {
                break;
            } else if (c == '\r') {
                lineBreak();
                read.append('\n');
            } else {
                read.append(c);
                at++;
            }
        }
        throw source.refused(start, "a text begins here, and doesn't end: add " + quote);
    }

    private void lineBreak() {
        at += text.startsWith("\r\n", at) ? 2 : 1;
    }

    /** What stands behind a backslash. */
    private void escape() throws Refused {
        if (at == text.length()) {
            return;
        }
        char c = text.charAt(at++);
        switch (c) {
            case 'n' -> read.append('\n');
            case 't' -> read.append('\t');
            case 'r' -> read.append('\r');
            case 'b' -> read.append('\b');
            case 'f' -> read.append('\f');
            case 'v' -> read.append('\u000B');
            case 'x' -> read.append((char) hex(2));
            case 'u' -> unicode();
            case '\n', '\u2028', '\u2029' -> {}
            case '\r' -> {
                at--;
                lineBreak();
            }
            case '0', '1', '2', '3', '4', '5', '6', '7' -> zero(c);
            default -> read.append(c);
        }
    }

    private void zero(char c) throws Refused {
        if (c != '0' || (at < text.length() && Lexer.isDigit(text.charAt(at)))) {
            throw source.refused(at - 2, "an octal escape: write \\x and two hexadecimal digits");
        }
        read.append('\0');
    }

    private void unicode() throws Refused {
        if (!text.startsWith("{", at)) {
            read.append((char) hex(4));
            return;
        }
        int end = text.indexOf('}', at);
        int digits = end - at - 1;
        at++;
        int code = digits < 1 || digits > 8 ? -1 : hex(digits);
        if (!Character.isValidCodePoint(code)) {
            throw source.refused(at - 1, "no character has this number: \\u{…} takes 0 to 10FFFF");
        }
        at++;
        read.appendCodePoint(code);
    }

    private int hex(int digits) throws Refused {
        int value = 0;
        for (int end = at + digits; at < end; at++) {
            int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
            if (digit < 0) {
                throw source.refused(at, "a hexadecimal digit is missing in this escape");
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
