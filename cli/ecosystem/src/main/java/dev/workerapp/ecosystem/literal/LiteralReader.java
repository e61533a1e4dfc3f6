package dev.workerapp.ecosystem.literal;

import dev.workerapp.ecosystem.literal.Token.Kind;
import dev.workerapp.ecosystem.source.Refused;
import dev.workerapp.ecosystem.source.Source;
import dev.workerapp.ecosystem.value.Value;
import dev.workerapp.ecosystem.value.Value.Member;
import dev.workerapp.ecosystem.value.Value.Obj;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads what is data alone: JSON, JSON5, and JavaScript files that export a literal, by way of constants if they like.
 * Nothing is run.
 */
public final class LiteralReader {
    private static final String WHOLE = "module.exports";

    private final Source source;
    private final Words words;
    private final Map<String, Value> constants = new HashMap<>();
    private final Literals literals;
    private final Map<String, Member> exported = new LinkedHashMap<>();
    private boolean hasDefault;

    private LiteralReader(Source source) throws Refused, ProgramFound {
        this.source = source;
        this.words = new Words(source);
        this.literals = new Literals(words, constants);
    }

    /**
     * What was read.
     *
     * @param isDefault whether it is what {@code export default} names, which PM2 does not take
     */
    public record Read(Value value, boolean isDefault) {}

    /**
     * The one literal that a text consists of.
     *
     * @throws Refused if it is no JavaScript
     * @throws ProgramFound if it is, but is no literal
     */
    public static Value expression(Source source) throws Refused, ProgramFound {
        LiteralReader reader = new LiteralReader(source);
        Value value = reader.literals.value();
        reader.words.takeIf(";");
        if (reader.words.peek().kind() != Kind.END) {
            throw reader.words.unexpected("the end of the file");
        }
        return value;
    }

    /**
     * What a module exports.
     *
     * @throws Refused if it is no JavaScript, or exports nothing
     * @throws ProgramFound if it does anything but naming literals
     */
    public static Read module(Source source) throws Refused, ProgramFound {
        return new LiteralReader(source).module();
    }

    private Read module() throws Refused, ProgramFound {
        while (words.peek().kind() != Kind.END) {
            statement();
        }
        if (hasDefault && !exported.containsKey("apps") && !exported.containsKey("pm2")) {
            return new Read(exported("default"), true);
        }
        if (exported.containsKey(WHOLE)) {
            return new Read(exported(WHOLE), false);
        }
        if (exported.isEmpty()) {
            throw source.refused(0, "the file exports nothing: it needs module.exports = {apps: […]}");
        }
        return new Read(new Obj(exported, source.at(0)), false);
    }

    private Value exported(String name) {
        Member member = exported.get(name);
        return member == null ? new Value.Undefined(null) : member.value();
    }

    private void statement() throws Refused, ProgramFound {
        Token first = words.take();
        if (first.kind() == Kind.STRING) {
            // A directive, such as 'use strict', says nothing about the value.
            words.endOfStatement();
        } else if (first.isName("const") || first.isName("let") || first.isName("var")) {
            constants(false);
        } else if (first.isName("module")) {
            words.expect(".");
            words.expectName("exports");
            assignment(true);
        } else if (first.isName("exports")) {
            assignment(false);
        } else if (first.isName("export")) {
            export();
        } else if (!first.is(";")) {
            throw words.program(first);
        }
    }

    /** {@code = value}, of the whole; or {@code .apps = value}. */
    private void assignment(boolean whole) throws Refused, ProgramFound {
        Token next = words.take();
        if (next.is(".") && !exported.containsKey(WHOLE)) {
            Token key = words.take();
            words.expect("=");
            export(key.text(), key);
        } else if (next.is("=") && whole) {
            export(WHOLE, next);
        } else {
            throw words.program(next);
        }
    }

    private void export() throws Refused, ProgramFound {
        Token next = words.take();
        if (next.isName("default")) {
            hasDefault = true;
            export("default", next);
        } else if (next.isName("const") || next.isName("let") || next.isName("var")) {
            constants(true);
        } else {
            throw words.program(next);
        }
    }

    private void export(String name, Token at) throws Refused, ProgramFound {
        exported.put(name, new Member(literals.value(), source.at(at.start())));
        words.endOfStatement();
    }

    private void constants(boolean export) throws Refused, ProgramFound {
        do {
            Token name = words.take();
            if (name.kind() != Kind.NAME || !words.peek().is("=")) {
                throw words.program(name);
            }
            words.expect("=");
            Value value = literals.value();
            constants.put(name.text(), value);
            if (export) {
                exported.put(name.text(), new Member(value, source.at(name.start())));
            }
        } while (words.takeIf(","));
        words.endOfStatement();
    }
}
