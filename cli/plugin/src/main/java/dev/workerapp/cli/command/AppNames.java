package dev.workerapp.cli.command;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.app.Paths;
import dev.workerapp.cli.json.Json;
import java.util.ArrayList;
import java.util.List;

/** Names of apps and slots, for completion. */
public final class AppNames {

    private AppNames() {}

    /** {@code NAME}, with what becomes of it; after {@code NAME/} its slots. */
    public static List<String> candidates(String word, Session session) {
        Json list = session.cluster().get(Paths.apps(session.cluster().namespace()));
        List<String> candidates = new ArrayList<>();
        int slash = word.indexOf('/');
        for (Json item : list.at("items").items()) {
            App app = new App(item);
            if (slash < 0) {
                String state =
                        app.state().isEmpty() ? "" : "\t" + app.state() + " " + app.ready() + "/" + app.instances();
                candidates.add(app.name() + state);
            } else if (app.name().equals(word.substring(0, slash))) {
                for (long slot = 0; slot < item.at("status", "desiredInstances").integer(0); slot++) {
                    candidates.add(app.name() + "/" + slot);
                }
            }
        }
        return candidates;
    }
}
