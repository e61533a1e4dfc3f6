package dev.workerapp.ecosystem.mapping;

import dev.workerapp.ecosystem.manifest.YamlNode;
import dev.workerapp.ecosystem.manifest.YamlNode.Mapping;
import dev.workerapp.ecosystem.pm2.App;
import dev.workerapp.ecosystem.report.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code node_args}: options of the JVM, if it is one; of V8, the few that have a word there. */
final class JavaRule implements Rule {
    private static final int CONTROL_PORT = 7979;
    private static final Pattern JVM_OPTION =
            Pattern.compile("-(X|D|ea|esa|da|javaagent|agentlib|verbose|-add|-enable|-sun).*");
    private static final Pattern HEAP = Pattern.compile("--max[-_]old[-_]space[-_]size=(\\d{1,7})");
    private static final Pattern STACK = Pattern.compile("--stack[-_]size=(\\d{1,7})");

    @Override
    public void apply(Draft draft) {
        Mapping java = new Mapping();
        if (Interpreter.isJava(draft.app())) {
            options(draft, java);
        } else {
            ofNode(draft);
        }
        boolean hasRuntime = ReadinessRule.isSignalled(draft);
        if (hasRuntime && draft.variables().port().orElse(0) == CONTROL_PORT) {
            java.put("controlPort", YamlNode.of(CONTROL_PORT + 1), "%d is the app's own port".formatted(CONTROL_PORT));
        }
        if (!java.isEmpty()) {
            draft.spec().put("java", java);
        }
    }

    /** Those before {@code -jar}, or the main class. */
    private static void options(Draft draft, Mapping java) {
        App app = draft.app();
        List<String> arguments = new ArrayList<>(app.list("node_args"));
        if (arguments.isEmpty()) {
            arguments.addAll(app.list("args"));
        }
        List<String> options = new ArrayList<>();
        for (String argument : arguments) {
            if (!argument.startsWith("-") || argument.equals("-jar")) {
                break;
            }
            if (JVM_OPTION.matcher(argument).matches() && !draft.secrets().isIn(argument)) {
                options.add(argument);
            } else {
                draft.say(
                        Group.BY_HAND,
                        "node_args",
                        "%s: not written; give it to the JVM in another way"
                                .formatted(draft.secrets().hide(argument)));
            }
        }
        if (!options.isEmpty()) {
            java.put("options", YamlNode.of(options));
            draft.say(Group.TAKEN, app.setting("node_args").isPresent() ? "node_args" : "args", "java.options");
        }
    }

    private static void ofNode(Draft draft) {
        List<String> words = new ArrayList<>();
        for (String argument : joined(draft.app().list("node_args"))) {
            Optional<String> word = word(argument);
            if (word.isPresent()) {
                words.add(word.get());
                draft.say(
                        Group.CHANGED,
                        "node_args",
                        "%s is %s in a JVM: see java.options".formatted(argument, word.get()));
            } else {
                draft.say(
                        Group.HARMLESS,
                        "node_args " + draft.secrets().hide(argument).split("=", 2)[0],
                        "an option of Node");
            }
        }
        if (!words.isEmpty()) {
            draft.spec().comment("java: {options: [%s]}  # was: node_args".formatted(String.join(", ", words)));
        }
    }

    /** {@code --option value} as {@code --option=value}. */
    private static List<String> joined(List<String> arguments) {
        List<String> joined = new ArrayList<>();
        for (String argument : arguments) {
            boolean isValue = !argument.startsWith("-")
                    && !joined.isEmpty()
                    && !joined.getLast().contains("=");
            if (isValue) {
                joined.add(joined.removeLast() + "=" + argument);
            } else {
                joined.add(argument);
            }
        }
        return joined;
    }

    private static Optional<String> word(String argument) {
        Matcher heap = HEAP.matcher(argument);
        if (heap.matches()) {
            return Optional.of("-Xmx" + heap.group(1) + "m");
        }
        Matcher stack = STACK.matcher(argument);
        return stack.matches() ? Optional.of("-Xss" + stack.group(1) + "k") : Optional.empty();
    }
}
