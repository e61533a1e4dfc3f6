package dev.workerapp.ecosystem.literal;

import dev.workerapp.ecosystem.literal.Token.Kind;
import dev.workerapp.ecosystem.source.Position;
import dev.workerapp.ecosystem.source.Refused;
import dev.workerapp.ecosystem.source.Source;
import java.util.Set;

/** The words of a text one after the other, and what is said of one that does not fit. */
final class Words {
    /** What goes on with a value that was read, so that it is no literal any more. */
    private static final Set<String> OPERATORS =
            Set.of(".", "(", "[", "?", "+", "-", "*", "/", "%", "&", "|", "^", "<", ">", "=", "!", "=>", "~");

    private static final Set<String> OPERATOR_NAMES = Set.of("in", "instanceof", "as", "satisfies");

    private final Source source;
    private final Lexer lexer;
    private Token next;

    Words(Source source) throws Refused, ProgramFound {
        this.source = source;
        this.lexer = new Lexer(source);
        this.next = lexer.next();
    }

    Token peek() {
        return next;
    }

    Token take() throws Refused, ProgramFound {
        Token taken = next;
        next = lexer.next();
        return taken;
    }

    boolean takeIf(String sign) throws Refused, ProgramFound {
        boolean there = next.is(sign);
        if (there) {
            take();
        }
        return there;
    }

    void expect(String sign) throws Refused, ProgramFound {
        if (!takeIf(sign)) {
            throw program(next);
        }
    }

    void expectName(String name) throws Refused, ProgramFound {
        if (!next.isName(name)) {
            throw program(next);
        }
        take();
    }

    /** The regular expression that begins with the next word, a slash. */
    Token takeRegularExpression() throws Refused, ProgramFound {
        Token expression = lexer.regularExpression(next);
        next = lexer.next();
        return expression;
    }

    /** Behind a value, a new line or a semicolon must come. */
    void endOfStatement() throws Refused, ProgramFound {
        notGoingOn();
        if (!takeIf(";") && next.kind() != Kind.END && !next.afterLineBreak()) {
            throw unexpected("the end of the statement");
        }
    }

    /** Refuses a word that would go on with the value before it. */
    void notGoingOn() throws ProgramFound {
        boolean template = next.kind() == Kind.STRING && source.text().charAt(next.start()) == '`';
        if (template
                || (next.kind() == Kind.SIGN && OPERATORS.contains(next.text()))
                || (next.kind() == Kind.NAME && OPERATOR_NAMES.contains(next.text()))) {
            throw program(next);
        }
    }

    Position at(Token token) {
        return source.at(token.start());
    }

    ProgramFound program(Token token) {
        return new ProgramFound(at(token), token.shown());
    }

    /** What is said where the next word can't be meant. */
    Refused unexpected(String wanted) {
        return refused(next, "expected " + wanted + ", and found " + next.shown());
    }

    Refused refused(Token token, String message) {
        return source.refused(token.start(), message);
    }
}
