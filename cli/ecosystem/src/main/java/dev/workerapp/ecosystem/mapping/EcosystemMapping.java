package dev.workerapp.ecosystem.mapping;

import dev.workerapp.ecosystem.file.Loaded;
import dev.workerapp.ecosystem.manifest.YamlNode;
import dev.workerapp.ecosystem.manifest.YamlNode.Mapping;
import dev.workerapp.ecosystem.manifest.YamlWriter;
import dev.workerapp.ecosystem.pm2.App;
import dev.workerapp.ecosystem.pm2.Ecosystem;
import dev.workerapp.ecosystem.report.Finding;
import dev.workerapp.ecosystem.report.Group;
import dev.workerapp.ecosystem.report.Report;
import dev.workerapp.ecosystem.secret.Secrets;
import dev.workerapp.ecosystem.source.Position;
import java.util.ArrayList;
import java.util.List;

/** Makes WorkerApps of PM2's apps, and a report. */
public final class EcosystemMapping {
    private final Loaded loaded;
    private final Ecosystem ecosystem;
    private final Choices choices;
    private final List<Mapped> apps = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Secrets secrets = new Secrets();

    private EcosystemMapping(Loaded loaded, Ecosystem ecosystem, Choices choices) {
        this.loaded = loaded;
        this.ecosystem = ecosystem;
        this.choices = choices;
    }

    /** What was made. */
    public record Result(List<Mapped> apps, Report report) {}

    /**
     * Makes them.
     *
     * @param loaded where the apps come from
     */
    public static Result map(Loaded loaded, Ecosystem ecosystem, Choices choices) {
        return new EcosystemMapping(loaded, ecosystem, choices).map();
    }

    private Result map() {
        // The secrets of all apps must be known before the first text is written.
        List<Variables> variables = ecosystem.apps().stream()
                .map(app -> Variables.of(app, ecosystem.deploy(), choices.environment(), secrets))
                .toList();
        Names names = new Names(choices.environment());
        List<Rule> rules = List.of(
                new NameRule(names),
                new InstancesRule(choices.instances()),
                new ImageRule(choices.imagePrefix()),
                new EnvironmentRule(choices),
                new JavaRule(),
                new ReadinessRule(),
                new ShutdownRule(),
                new ReloadRule(),
                new RestartRule(),
                new RecycleRule(),
                new RestRule());
        findings.addAll(FileFindings.of(loaded, ecosystem, secrets));
        for (int i = 0; i < ecosystem.apps().size(); i++) {
            App app = ecosystem.apps().get(i);
            Draft draft = new Draft(app, names.of(app), variables.get(i), secrets);
            if (FileServers.is(app)) {
                draft.say(Group.LOOK, "script", FileServers.ANSWER);
            } else {
                rules.forEach(rule -> rule.apply(draft));
                apps.add(new Mapped(draft.name().namespace(), draft.name().name(), yaml(draft)));
            }
            findings.addAll(draft.findings());
        }
        List<String> shown = apps.stream()
                .map(app -> new Name(app.namespace(), app.name()).shown())
                .toList();
        return new Result(List.copyOf(apps), new Report(loaded.name(), shown, findings));
    }

    private String yaml(Draft draft) {
        Position at = draft.app().at();
        String place = at == null ? "" : ", line " + at.line();
        Mapping metadata = new Mapping().put("name", YamlNode.of(draft.name().name()));
        if (!draft.name().namespace().isEmpty()) {
            metadata.put("namespace", YamlNode.of(draft.name().namespace()));
        }
        return YamlWriter.write(new Mapping()
                .comment("%s of %s%s".formatted(draft.app().name(), loaded.name(), place))
                .put("apiVersion", YamlNode.of("workerapp.dev/v1"))
                .put("kind", YamlNode.of("WorkerApp"))
                .put("metadata", metadata)
                .put("spec", draft.spec()));
    }
}
