package dev.workerapp.ecosystem.literal;

import dev.workerapp.ecosystem.literal.Token.Kind;
import dev.workerapp.ecosystem.source.Position;
import dev.workerapp.ecosystem.source.Refused;
import dev.workerapp.ecosystem.value.JavaScript;
import dev.workerapp.ecosystem.value.Value;
import dev.workerapp.ecosystem.value.Value.Arr;
import dev.workerapp.ecosystem.value.Value.Bool;
import dev.workerapp.ecosystem.value.Value.Member;
import dev.workerapp.ecosystem.value.Value.Null;
import dev.workerapp.ecosystem.value.Value.Num;
import dev.workerapp.ecosystem.value.Value.Obj;
import dev.workerapp.ecosystem.value.Value.Opaque;
import dev.workerapp.ecosystem.value.Value.Str;
import dev.workerapp.ecosystem.value.Value.Undefined;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Objects, arrays, texts, numbers and names of constants. */
final class Literals {
    /** More than any file needs, and far less than the stack has room for. */
    static final int DEEPEST = 200;

    private final Words words;
    private final Map<String, Value> constants;
    private int depth;

    Literals(Words words, Map<String, Value> constants) {
        this.words = words;
        this.constants = constants;
    }

    /** The value that begins with the next word; nothing may go on with it. */
    Value value() throws Refused, ProgramFound {
        if (++depth > DEEPEST) {
            throw words.refused(words.peek(), "nested more than " + DEEPEST + " levels deep");
        }
        Value value = primary();
        words.notGoingOn();
        depth--;
        return value;
    }

    private Value primary() throws Refused, ProgramFound {
        Token token = words.peek();
        Position at = words.at(token);
        if (token.is("/")) {
            return new Opaque(words.takeRegularExpression().text(), at);
        }
        if (isNoValue(token)) {
            throw words.unexpected("a value");
        }
        words.take();
        return switch (token.kind()) {
            case STRING -> new Str(token.text(), at);
            case NUMBER -> new Num(token.number(), at);
            case OPAQUE -> new Opaque(token.text(), at);
            case NAME -> named(token, at);
            case SIGN, END -> compound(token, at);
        };
    }

    private static boolean isNoValue(Token token) {
        return token.kind() == Kind.END || (token.kind() == Kind.SIGN && "]}),:;".contains(token.text()));
    }

    private Value compound(Token token, Position at) throws Refused, ProgramFound {
        return switch (token.text()) {
            case "{" -> object(at);
            case "[" -> array(at);
            case "(" -> parenthesized();
            case "-" -> negative(at);
            default -> throw words.program(token);
        };
    }

    private Value negative(Position at) throws Refused, ProgramFound {
        Token token = words.peek();
        if (primary() instanceof Num number) {
            return new Num(-number.number(), at);
        }
        throw words.program(token);
    }

    private Value parenthesized() throws Refused, ProgramFound {
        if (words.peek().is(")")) {
            throw words.program(words.peek());
        }
        Value value = value();
        if (!words.takeIf(")")) {
            if (words.peek().is(",")) {
                throw words.program(words.peek());
            }
            throw words.unexpected(")");
        }
        return value;
    }

    private Value named(Token token, Position at) throws ProgramFound {
        return switch (token.text()) {
            case "true" -> new Bool(true, at);
            case "false" -> new Bool(false, at);
            case "null" -> new Null(at);
            case "undefined" -> new Undefined(at);
            case "NaN" -> new Num(Double.NaN, at);
            case "Infinity" -> new Num(Double.POSITIVE_INFINITY, at);
            default -> constant(token);
        };
    }

    private Value constant(Token name) throws ProgramFound {
        Value constant = constants.get(name.text());
        if (constant == null) {
            throw words.program(name);
        }
        return constant;
    }

    private Arr array(Position at) throws Refused, ProgramFound {
        List<Value> items = new ArrayList<>();
        while (!words.takeIf("]")) {
            Token first = words.peek();
            if (words.takeIf("...")) {
                if (!(value() instanceof Arr spread)) {
                    throw words.program(first);
                }
                items.addAll(spread.items());
            } else if (first.is(",")) {
                items.add(new Undefined(words.at(first)));
            } else {
                items.add(value());
            }
            if (!words.takeIf(",") && !words.peek().is("]")) {
                throw words.unexpected(", or ] behind a value of the array");
            }
        }
        return new Arr(items, at);
    }

    private Obj object(Position at) throws Refused, ProgramFound {
        Map<String, Member> members = new LinkedHashMap<>();
        while (!words.takeIf("}")) {
            Token first = words.take();
            if (first.is("...")) {
                if (!(value() instanceof Obj spread)) {
                    throw words.program(first);
                }
                members.putAll(spread.members());
            } else {
                member(first, members);
            }
            if (!words.takeIf(",") && !words.peek().is("}")) {
                throw words.unexpected(", or } behind a value of the object");
            }
        }
        return new Obj(members, at);
    }

    private void member(Token key, Map<String, Member> members) throws Refused, ProgramFound {
        Token next = words.peek();
        if (next.is(":") && key.kind() != Kind.SIGN) {
            words.take();
            String name = key.kind() == Kind.NUMBER ? JavaScript.number(key.number()) : key.text();
            members.put(name, new Member(value(), words.at(key)));
        } else if (key.kind() == Kind.NAME && (next.is(",") || next.is("}"))) {
            members.put(key.text(), new Member(constant(key), words.at(key)));
        } else if (key.is("[") || key.is("*") || key.is("#") || next.is("(") || isAccessor(key, next)) {
            throw words.program(key);
        } else if (key.kind() == Kind.SIGN || key.kind() == Kind.END) {
            throw words.refused(key, "expected a key or }, and found " + key.shown());
        } else {
            throw words.unexpected(": behind the key " + key.text());
        }
    }

    private static boolean isAccessor(Token key, Token next) {
        return (key.isName("get") || key.isName("set") || key.isName("async")) && next.kind() != Kind.SIGN;
    }
}
