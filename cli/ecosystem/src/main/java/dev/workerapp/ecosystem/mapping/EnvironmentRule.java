package dev.workerapp.ecosystem.mapping;

import dev.workerapp.ecosystem.manifest.YamlNode;
import dev.workerapp.ecosystem.manifest.YamlNode.Items;
import dev.workerapp.ecosystem.manifest.YamlNode.Mapping;
import dev.workerapp.ecosystem.pm2.Setting;
import dev.workerapp.ecosystem.report.Group;
import dev.workerapp.ecosystem.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code port}, {@code env}, {@code env_NAME}, {@code instance_var} and {@code increment_var}. */
final class EnvironmentRule implements Rule {
    private static final String IDENTIFIER = "[A-Za-z_][A-Za-z0-9_]*";

    private final Choices choices;

    EnvironmentRule(Choices choices) {
        this.choices = choices;
    }

    @Override
    public void apply(Draft draft) {
        port(draft);
        instanceVariable(draft);
        variables(draft);
        otherEnvironments(draft);
    }

    private static void port(Draft draft) {
        draft.variables().port().ifPresent(port -> {
            draft.spec().put("port", YamlNode.of(port));
            draft.say(Group.TAKEN, draft.app().setting("port").isPresent() ? "port" : "env.PORT", "port: " + port);
        });
        draft.app()
                .text("increment_var")
                .ifPresent(name -> draft.say(
                        Group.CHANGED,
                        "increment_var",
                        "%s is the same in all workers: each has an address of its own".formatted(name)));
    }

    private static void instanceVariable(Draft draft) {
        draft.app().text("instance_var").ifPresent(name -> {
            if (name.matches(IDENTIFIER)) {
                draft.spec().put("instanceVariable", YamlNode.of(name));
                draft.say(Group.TAKEN, "instance_var", "instanceVariable: " + name);
            } else {
                draft.say(
                        Group.LOOK, "instance_var", name + " is no name for a variable; WORKER_INSTANCE has the slot");
            }
        });
    }

    private void variables(Draft draft) {
        Variables variables = draft.variables();
        Map<String, String> written = new LinkedHashMap<>(variables.plain());
        if (choices.inlineSecrets()) {
            written.putAll(variables.secret());
        }
        if (!written.isEmpty()) {
            List<YamlNode> items = new ArrayList<>();
            written.forEach((name, value) -> items.add(
                    new Mapping().put("name", YamlNode.of(name)).put("value", YamlNode.of(literally(value)))));
            draft.spec().put("env", new Items(items));
            draft.say(Group.TAKEN, "env", String.join(", ", written.keySet()));
        }
        if (!variables.secret().isEmpty()) {
            secrets(draft);
        }
        variables.refused().forEach((name, why) -> draft.say(Group.LOOK, "env." + name, "not written: " + why));
        if (draft.app()
                .setting("env")
                .map(Setting::value)
                .filter(Value.Str.class::isInstance)
                .isPresent()) {
            draft.say(Group.LOOK, "env", "not written: it is a text, and not an object of variables");
        }
    }

    /** Kubernetes replaces {@code $(NAME)}, and takes {@code $$} for one {@code $}. */
    private static String literally(String value) {
        return value.contains("$(") || value.contains("$$") ? value.replace("$", "$$") : value;
    }

    private void secrets(Draft draft) {
        Map<String, String> secret = draft.variables().secret();
        String names = String.join(", ", secret.keySet());
        if (choices.inlineSecrets()) {
            draft.say(Group.SECRET, "env", "%s: written as they are, as --inline-secrets says".formatted(names));
            return;
        }
        String name = draft.name().name() + "-env";
        draft.spec()
                .put(
                        "envFrom",
                        new Items(List.of(new Mapping()
                                .put("secretRef", new Mapping().put("name", YamlNode.of(name)), "has " + names))));
        String namespace = draft.name().namespace();
        String literals = secret.keySet().stream()
                .map(key -> key.matches(IDENTIFIER)
                        ? "--from-literal=%s=\"${%s:?}\"".formatted(key, key)
                        : "'--from-literal=%s=…'".formatted(key))
                .collect(Collectors.joining(" "));
        draft.say(
                Group.SECRET,
                "env",
                "%s: not written. Set them in your shell, and run: kubectl create secret generic %s%s %s"
                        .formatted(names, name, namespace.isEmpty() ? "" : " -n " + namespace, literals));
    }

    private void otherEnvironments(Draft draft) {
        Map<String, Setting> environments = draft.app().environments();
        Optional<Setting> taken = choices.environment().map(environments::get);
        taken.ifPresent(setting -> {
            if (setting.value() instanceof Value.Obj) {
                draft.say(Group.TAKEN, setting.key(), "by --env", setting.at());
            } else {
                draft.say(
                        Group.LOOK,
                        setting.key(),
                        "not written: it is %s".formatted(setting.value().type()),
                        setting.at());
            }
        });
        String others = environments.entrySet().stream()
                .filter(entry -> !choices.environment().equals(Optional.of(entry.getKey())))
                .map(entry -> entry.getValue().key())
                .collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            draft.say(
                    Group.CHANGED,
                    others,
                    "not taken: --env NAME takes one; for several there are Kustomize and Helm",
                    null);
        }
    }
}
