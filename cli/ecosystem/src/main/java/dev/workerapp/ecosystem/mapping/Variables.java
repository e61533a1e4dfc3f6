package dev.workerapp.ecosystem.mapping;

import dev.workerapp.ecosystem.pm2.App;
import dev.workerapp.ecosystem.pm2.Setting;
import dev.workerapp.ecosystem.secret.Secrets;
import dev.workerapp.ecosystem.value.JavaScript;
import dev.workerapp.ecosystem.value.Value;
import dev.workerapp.ecosystem.value.Value.Member;
import dev.workerapp.ecosystem.value.Value.Obj;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The variables of an app's workers, as PM2 merges them.
 *
 * @param plain those that may be written, in the order in which they were set
 * @param secret those that may not
 * @param refused those that can't be, with the reason
 */
record Variables(Map<String, String> plain, Map<String, String> secret, Map<String, String> refused) {
    /** The longest string that Linux hands to a program: MAX_ARG_STRLEN. */
    private static final int LONGEST = 131_072;

    private static final Pattern NAME = Pattern.compile("[-._a-zA-Z][-._a-zA-Z0-9]*");
    private static final String PORT = "PORT";

    /**
     * Merges them: {@code deploy.NAME.env}, {@code env}, {@code port} and {@code env_NAME}, in this order.
     *
     * @param environment NAME
     * @param secrets to which the values of secret ones are added
     */
    static Variables of(App app, Optional<Obj> deploy, Optional<String> environment, Secrets secrets) {
        Map<String, Member> all = new LinkedHashMap<>();
        environment
                .flatMap(name -> deploy.flatMap(it -> object(it, name)).flatMap(it -> object(it, "env")))
                .ifPresent(env -> all.putAll(env.members()));
        app.env().ifPresent(env -> all.putAll(env.members()));
        app.setting("port").ifPresent(port -> all.put(PORT, new Member(port.value(), port.at())));
        environment
                .map(name -> app.environments().get(name))
                .map(Setting::value)
                .ifPresent(value -> {
                    if (value instanceof Obj env) {
                        all.putAll(env.members());
                    }
                });
        return sorted(all, slotVariable(app), secrets);
    }

    private static Optional<Obj> object(Obj parent, String key) {
        return parent.get(key).flatMap(Value::asObject);
    }

    /** The variable that tells a worker its slot. */
    static String slotVariable(App app) {
        return app.text("instance_var").orElse("WORKER_INSTANCE");
    }

    private static Variables sorted(Map<String, Member> all, String slotVariable, Secrets secrets) {
        Map<String, String> texts = new LinkedHashMap<>();
        Map<String, String> refused = new LinkedHashMap<>();
        all.forEach((name, member) -> {
            Value value = member.value();
            Optional<String> text = JavaScript.variable(value, LONGEST).map(Variables::wellFormed);
            if (!NAME.matcher(name).matches() || name.equals("__proto__")) {
                refused.put(name, "no name for a variable");
            } else if (name.equals(slotVariable)) {
                refused.put(name, "the operator sets it to the worker's slot");
            } else if (name.startsWith("WORKERAPP_")) {
                refused.put(name, "names with WORKERAPP_ are the operator's");
            } else if (text.filter(it -> it.indexOf('\0') >= 0).isPresent()) {
                refused.put(name, "it contains the character NUL, which no variable can");
            } else if (text.isPresent()) {
                texts.put(name, text.get());
            } else if (!(value instanceof Value.Undefined)) {
                refused.put(
                        name, value instanceof Value.Opaque ? value.type() + " has no text" : "longer than 128 KiB");
            }
        });
        return split(texts, refused, secrets);
    }

    /** With U+FFFD for half of a pair, as Node writes it. */
    private static String wellFormed(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints()
                .map(c -> Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    /** In two passes: a value that contains the secret of another variable is secret, too. */
    private static Variables split(Map<String, String> texts, Map<String, String> refused, Secrets secrets) {
        Set<String> names = new LinkedHashSet<>();
        for (int pass = 0; pass < 2; pass++) {
            texts.forEach((name, value) -> {
                if (secrets.isSecret(name, value)) {
                    names.add(name);
                    secrets.add(value);
                }
            });
        }
        Map<String, String> plain = new LinkedHashMap<>(texts);
        Map<String, String> secret = new LinkedHashMap<>(texts);
        plain.keySet().removeAll(names);
        secret.keySet().retainAll(names);
        return new Variables(plain, secret, refused);
    }

    /** The port on which workers listen, by the variable of that name. */
    OptionalInt port() {
        String port = plain.getOrDefault(PORT, "");
        if (!port.matches("[0-9]{1,5}")) {
            return OptionalInt.empty();
        }
        int number = Integer.parseInt(port);
        return number >= 1 && number <= 65_535 ? OptionalInt.of(number) : OptionalInt.empty();
    }
}
