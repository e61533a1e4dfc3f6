package dev.workerapp.ecosystem.node;

import dev.workerapp.ecosystem.literal.LiteralReader;
import dev.workerapp.ecosystem.literal.ProgramFound;
import dev.workerapp.ecosystem.source.Refused;
import dev.workerapp.ecosystem.source.Source;
import dev.workerapp.ecosystem.value.Value;
import dev.workerapp.ecosystem.value.Value.Arr;
import dev.workerapp.ecosystem.value.Value.Bool;
import dev.workerapp.ecosystem.value.Value.Member;
import dev.workerapp.ecosystem.value.Value.Num;
import dev.workerapp.ecosystem.value.Value.Obj;
import dev.workerapp.ecosystem.value.Value.Opaque;
import dev.workerapp.ecosystem.value.Value.Str;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Has Node.js read a file that is a program. */
public final class NodeReader {
    private static final String SPECIAL = "\0";

    private final String path;
    private final Duration limit;

    /**
     * @param path where {@code node} is looked for, and its own PATH
     * @param limit how long a file may run
     */
    public NodeReader(String path, Duration limit) {
        this.path = path;
        this.limit = limit;
    }

    /** Reads a module. */
    public Outcome module(Path file) throws IOException, InterruptedException {
        Path real = file.toRealPath();
        Path folder = Optional.ofNullable(real.getParent()).orElseThrow();
        return run(folder, "", List.of(real.toString(), "module"));
    }

    /**
     * Reads an expression, as PM2 does with {@code .json} and standard input.
     *
     * @param folder what it may read
     */
    public Outcome expression(Source source, Path folder) throws IOException, InterruptedException {
        return run(folder.toRealPath(), source.text(), List.of(source.name(), "text"));
    }

    private Outcome run(Path folder, String input, List<String> arguments) throws IOException, InterruptedException {
        Optional<Path> node = Node.find(path);
        if (node.isEmpty()) {
            return new Outcome.NotRun("node is not on the PATH");
        }
        return switch (new Node(node.get(), path, limit).run(folder, input, arguments)) {
            case Node.Ended.TooOld() -> new Outcome.NotRun("this node has no permission model, which Node.js 20 has");
            case Node.Ended.Late() -> new Outcome.NotRun("it has not ended after %d s".formatted(limit.toSeconds()));
            case Node.Ended.Exit(int code, String output) ->
                output.isEmpty() ? new Outcome.NotRun("it ended node itself, with exit code " + code) : answer(output);
        };
    }

    private static Outcome answer(String output) throws IOException {
        try {
            if (!(LiteralReader.expression(new Source("node", output)) instanceof Obj answer)) {
                throw new IOException("node has not answered with an object: " + output);
            }
            Optional<Value> failed = answer.get("failed");
            return failed.isPresent() ? failed((Obj) failed.get()) : exported(answer);
        } catch (Refused | ProgramFound e) {
            throw new IOException("node's answer can't be read: " + e.getMessage(), e);
        }
    }

    private static Outcome exported(Obj answer) {
        Value value = answer.get("value").map(NodeReader::plain).orElseGet(() -> new Value.Undefined(null));
        boolean isDefault = answer.get("isDefault").orElseThrow().is(true);
        return new Outcome.Exported(value, isDefault, texts(answer, "asked"), texts(answer, "machine"));
    }

    private static Outcome failed(Obj failed) {
        String message = text(failed, "message");
        if (text(failed, "code").equals("ERR_ACCESS_DENIED")) {
            String resource = text(failed, "resource");
            return new Outcome.NotRun(
                    resource.isEmpty()
                            ? "it does more than reading its folder: " + message
                            : "it does more than reading its folder: " + resource);
        }
        return new Outcome.Threw(message, number(failed, "line"), number(failed, "column"));
    }

    /** Without places, which would be those in Node's answer, and with what the reader has marked as no data. */
    private static Value plain(Value value) {
        return switch (value) {
            case Obj obj -> plain(obj);
            case Arr arr -> new Arr(arr.items().stream().map(NodeReader::plain).toList(), null);
            case Str str -> new Str(str.text(), null);
            case Num num -> new Num(num.number(), null);
            case Bool bool -> new Bool(bool.value(), null);
            case Value.Null _ -> new Value.Null(null);
            case Value.Undefined _ -> new Value.Undefined(null);
            case Opaque opaque -> new Opaque(opaque.type(), null);
        };
    }

    private static Value plain(Obj obj) {
        Optional<String> special = obj.get(SPECIAL).flatMap(Value::asText);
        if (special.isPresent()) {
            return new Opaque(special.get(), null);
        }
        Map<String, Member> plain = new LinkedHashMap<>();
        obj.members().forEach((key, member) -> plain.put(key, new Member(plain(member.value()), null)));
        return new Obj(plain, null);
    }

    private static String text(Obj object, String key) {
        return object.get(key).flatMap(Value::asText).orElse("");
    }

    private static int number(Obj object, String key) {
        return object.get(key).flatMap(Value::asNumber).orElse(0.0).intValue();
    }

    private static List<String> texts(Obj object, String key) {
        return object.get(key).orElseThrow().asList().stream()
                .flatMap(item -> item.asText().stream())
                .toList();
    }
}
