package dev.workerapp.ecosystem.mapping;

import dev.workerapp.ecosystem.manifest.YamlNode.Mapping;
import dev.workerapp.ecosystem.pm2.App;
import dev.workerapp.ecosystem.pm2.Setting;
import dev.workerapp.ecosystem.report.Finding;
import dev.workerapp.ecosystem.report.Group;
import dev.workerapp.ecosystem.secret.Secrets;
import dev.workerapp.ecosystem.source.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A WorkerApp in the making, and what is said of it. */
final class Draft {
    private final App app;
    private final Name name;
    private final Variables variables;
    private final Secrets secrets;
    private final Mapping spec = new Mapping();
    private final List<Finding> findings = new ArrayList<>();

    Draft(App app, Name name, Variables variables, Secrets secrets) {
        this.app = app;
        this.name = name;
        this.variables = variables;
        this.secrets = secrets;
    }

    /** What PM2 has. */
    App app() {
        return app;
    }

    /** The app's name in Kubernetes. */
    Name name() {
        return name;
    }

    /** The variables of the workers. */
    Variables variables() {
        return variables;
    }

    Secrets secrets() {
        return secrets;
    }

    /** The spec, to be added to. */
    Mapping spec() {
        return spec;
    }

    List<Finding> findings() {
        return findings;
    }

    /** Reports on an option, under the name that the file has for it. */
    void say(Group group, String option, String message) {
        Optional<Setting> setting = app.setting(option);
        say(
                group,
                setting.map(Setting::key).orElse(option),
                message,
                setting.map(Setting::at).orElse(null));
    }

    void say(Group group, String key, String message, @Nullable Position at) {
        findings.add(new Finding(group, name.shown(), key, message, at));
    }
}
