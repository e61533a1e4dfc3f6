package dev.workerapp.ecosystem.mapping;

import dev.workerapp.ecosystem.file.Loaded;
import dev.workerapp.ecosystem.pm2.Ecosystem;
import dev.workerapp.ecosystem.report.Finding;
import dev.workerapp.ecosystem.report.Group;
import dev.workerapp.ecosystem.secret.Secrets;
import dev.workerapp.ecosystem.source.Position;
import dev.workerapp.ecosystem.value.JavaScript;
import dev.workerapp.ecosystem.value.Value;
import dev.workerapp.ecosystem.value.Value.Member;
import dev.workerapp.ecosystem.value.Value.Obj;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is said of a file as a whole. */
final class FileFindings {
    private static final int LONGEST_COMMAND = 1000;

    private final Secrets secrets;
    private final List<Finding> findings = new ArrayList<>();

    private FileFindings(Secrets secrets) {
        this.secrets = secrets;
    }

    static List<Finding> of(Loaded loaded, Ecosystem ecosystem, Secrets secrets) {
        FileFindings of = new FileFindings(secrets);
        of.reading(loaded);
        of.shell(loaded, ecosystem);
        ecosystem.fileServers().forEach(of::fileServer);
        ecosystem.deploy().ifPresent(deploy -> deploy.members().forEach(of::deploy));
        return List.copyOf(of.findings);
    }

    private void reading(Loaded loaded) {
        if (loaded.isDefault()) {
            say(Group.CHANGED, "export default", "taken here; PM2 itself does not read it", null);
        }
        if (!loaded.machine().isEmpty()) {
            say(
                    Group.CHANGED,
                    String.join(", ", loaded.machine()),
                    "figures of this machine, which are in the apps as they are now; for its processors there is autoInstances",
                    null);
        }
    }

    private void shell(Loaded loaded, Ecosystem ecosystem) {
        List<String> asked = loaded.asked();
        if (!asked.isEmpty()) {
            String names = asked.stream()
                    .map(name -> name.equals("*") ? "the whole environment" : name)
                    .collect(Collectors.joining(", "));
            say(
                    Group.SHELL,
                    "process.env",
                    "%s: not set while the file was read, so it has what it takes without them; add to env what workers need"
                            .formatted(names),
                    null);
        }
        boolean inherits = ecosystem.apps().stream().anyMatch(app -> !app.isTrue("filter_env") && !FileServers.is(app));
        if (inherits && !ecosystem.isRunning()) {
            say(
                    Group.CHANGED,
                    "env",
                    "PM2 gives a process the whole environment of your shell, too; here a worker gets env and what the image has",
                    null);
        }
    }

    private void fileServer(Obj server) {
        say(Group.LOOK, "static", FileServers.ANSWER, server.at());
    }

    /** Each environment with its commands. */
    private void deploy(String environment, Member member) {
        String commands = member.value() instanceof Obj deploy
                ? deploy.members().entrySet().stream()
                        .filter(entry -> entry.getKey().matches("(pre|post)-.*"))
                        .flatMap(entry ->
                                command(entry.getKey(), entry.getValue().value()))
                        .collect(Collectors.joining("; "))
                : "";
        say(
                Group.LOOK,
                "deploy." + environment,
                "build and push an image instead, and reload with it"
                        + (commands.isEmpty() ? "" : ". It runs " + commands),
                member.at());
    }

    private Stream<String> command(String hook, Value value) {
        return JavaScript.variable(value, LONGEST_COMMAND).stream()
                .filter(command -> !command.isBlank())
                .map(command -> hook + ": " + secrets.hide(command));
    }

    private void say(Group group, String option, String message, @Nullable Position at) {
        findings.add(new Finding(group, "", option, message, at));
    }
}
