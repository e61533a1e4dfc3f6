package dev.workerapp.cli.app;

import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.kubectl.Api;
import dev.workerapp.cli.kubectl.ApiFailure;
import dev.workerapp.cli.target.Target;
import dev.workerapp.cli.target.Targets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the apps that a command line means. */
public final class Apps {

    private Apps() {}

    /**
     * Those that are named, each once and in the order of their names on the command line, or those that the selector fits.
     *
     * @throws ApiFailure if one that is named is not there, or nothing fits
     */
    public static List<App> find(Api api, String namespace, Targets targets) {
        if (!targets.named().isEmpty()) {
            Set<String> names = new LinkedHashSet<>();
            for (Target target : targets.named()) {
                names.add(target.app());
            }
            return names.stream()
                    .map(name -> new App(api.get(Paths.app(namespace, name))))
                    .toList();
        }
        List<App> found = new ArrayList<>();
        for (Json item : api.get(Paths.withSelector(Paths.apps(namespace), targets.selector()))
                .at("items")
                .items()) {
            found.add(new App(item));
        }
        if (found.isEmpty()) {
            throw new ApiFailure("NotFound", "error: no WorkerApp in namespace " + namespace + " fits");
        }
        return found;
    }
}
