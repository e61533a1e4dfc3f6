package dev.workerapp.ecosystem.literal;

import dev.workerapp.ecosystem.literal.Token.Kind;
import dev.workerapp.ecosystem.source.Refused;
import dev.workerapp.ecosystem.source.Source;

/** Takes a text apart into words, and leaves out blanks and comments. */
final class Lexer {
    private final Source source;
    private final String text;
    private int at;
    private boolean afterLineBreak = true;

    Lexer(Source source) {
        this.source = source;
        this.text = source.text();
        if (text.startsWith("#!")) {
            skipLine();
        }
    }

    /** The next word; a slash is a sign, whatever it begins. */
    Token next() throws Refused, ProgramFound {
        skipBlanks();
        int start = at;
        if (start == text.length()) {
            return token(Kind.END, "", 0, start);
        }
        char c = text.charAt(start);
        if (c == '"' || c == '\'' || c == '`') {
            Strings.Read read = Strings.read(source, start);
            at = read.end();
            return token(Kind.STRING, read.text(), 0, start);
        }
        if (isDigit(c) || (c == '.' && start + 1 < text.length() && isDigit(text.charAt(start + 1)))) {
            Numbers.Read read = Numbers.read(source, start);
            at = read.end();
            return read.isBigInt()
                    ? token(Kind.OPAQUE, "a BigInt", 0, start)
                    : token(Kind.NUMBER, "", read.number(), start);
        }
        if (Character.isJavaIdentifierStart(text.codePointAt(start))) {
            return name(start);
        }
        at = start + (text.startsWith("...", start) ? 3 : text.startsWith("=>", start) ? 2 : 1);
        return token(Kind.SIGN, text.substring(start, at), 0, start);
    }

    private Token name(int start) {
        while (at < text.length() && Character.isJavaIdentifierPart(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return token(Kind.NAME, text.substring(start, at), 0, start);
    }

    private Token token(Kind kind, String word, double number, int start) {
        Token token = new Token(kind, word, number, start, afterLineBreak);
        afterLineBreak = false;
        return token;
    }

    /** The regular expression that begins with the slash that was just read. */
    Token regularExpression(Token slash) throws Refused {
        boolean inClass = false;
        for (at = slash.start() + 1; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\n' || c == '\r') {
                break;
            } else if (c == '\\') {
                at++;
            } else if (c == '/' && !inClass) {
                at++;
                name(at);
                return new Token(Kind.OPAQUE, "a regular expression", 0, slash.start(), slash.afterLineBreak());
            } else if (c == '[' || c == ']') {
                inClass = c == '[';
            }
        }
        throw source.refused(slash.start(), "a regular expression begins here, and doesn't end on its line");
    }

    private void skipBlanks() throws Refused {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029') {
                afterLineBreak = true;
                at++;
            } else if (isBlank(c)) {
                at++;
            } else if (text.startsWith("//", at)) {
                skipLine();
            } else if (text.startsWith("/*", at)) {
                skipComment();
            } else {
                return;
            }
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\u000B' || c == '\f' || c == '\uFEFF' || Character.isSpaceChar(c);
    }

    private void skipLine() {
        while (at < text.length() && "\n\r\u2028\u2029".indexOf(text.charAt(at)) < 0) {
            at++;
        }
    }

    private void skipComment() throws Refused {
        int end = text.indexOf("*/", at + 2);
        if (end < 0) {
            throw source.refused(at, "a comment begins here, and doesn't end: add */");
        }
        afterLineBreak |= text.substring(at, end).indexOf('\n') >= 0;
        at = end + 2;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
