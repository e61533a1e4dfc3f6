package dev.workerapp.cli;

import java.util.Optional;

/** PM2's words that need no verb here, and what there is in their place. */
final class Pm2Words {

    private Pm2Words() {}

    /** The answer to such a word. */
    static Optional<String> answer(String word) {
        String answer =
                switch (word) {
                    case "save", "dump", "resurrect", "startup", "unstartup", "cleardump" ->
                        "nothing to do: the API server keeps the apps, also when nodes start again";
                    case "flush", "reloadLogs" -> "nothing to do: the kubelet rotates the logs of containers";
                    case "kill" -> "there is no daemon to end; delete --all deletes the apps of the namespace";
                    case "update" -> "there is no daemon to update; the operator is updated with helm upgrade";
                    case "ping" -> "there is no daemon to ask; version shows whether the operator can be seen";
                    case "reset" ->
                        "restarts are read from the pods and can't be set back; a crash limit is, by"
                                + " kubectl annotate workerapp NAME --overwrite workerapp.dev/reset-requested-at=\"$(date -Is)\"";
                    case "jlist" -> "use list -o json";
                    case "prettylist" -> "use list -o yaml";
                    case "serve" -> "WorkerApp runs JVM services; serve files with a Deployment of a file server";
                    case "deploy" -> "build and push an image, then reload NAME --image IMAGE";
                    case "install", "uninstall", "module:update", "set", "get", "conf", "config" ->
                        "there are no modules and no settings of the plug-in";
                    case "link", "unlink", "plus", "open" -> "there is no hosted service to link to";
                    case "ecosystem", "init" ->
                        "docs/fields.md has an example of each field; samples/ has apps to copy";
                    case "id", "pid" -> "use list --workers";
                    default -> "";
                };
        return answer.isEmpty() ? Optional.empty() : Optional.of(word + ": " + answer);
    }
}
