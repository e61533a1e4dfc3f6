package dev.workerapp.ecosystem.pm2;

import dev.workerapp.ecosystem.source.Mistake;
import dev.workerapp.ecosystem.source.Position;
import dev.workerapp.ecosystem.source.Refused;
import dev.workerapp.ecosystem.value.Value;
import dev.workerapp.ecosystem.value.Value.Arr;
import dev.workerapp.ecosystem.value.Value.Obj;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the apps in a value, as {@code _startJson} in lib/API.js does. */
public final class EcosystemReader {
    private final String file;
    private final List<Mistake> mistakes = new ArrayList<>();

    private EcosystemReader(String file) {
        this.file = file;
    }

    /**
     * The apps.
     *
     * @param file what messages call the file
     * @throws Refused with all that PM2 would refuse
     */
    public static Ecosystem read(String file, Value root) throws Refused {
        return new EcosystemReader(file).read(root);
    }

    private Ecosystem read(Value root) throws Refused {
        boolean isRunning = Running.is(root);
        List<Running.Entry> entries = isRunning
                ? Running.apps((Arr) root)
                : objects(apps(root), "an app").stream()
                        .map(app -> new Running.Entry(app, List.of()))
                        .toList();
        AppReader reader = new AppReader(file, isRunning, mistakes);
        List<App> apps = entries.stream()
                .flatMap(entry -> reader.read(entry.app(), entry.shell()).stream())
                .toList();
        List<Obj> servers = member(root, "static")
                .map(value -> objects(value, "an entry of static"))
                .orElse(List.of());
        if (mistakes.isEmpty() && apps.isEmpty() && servers.isEmpty()) {
            mistakes.add(new Mistake(file, root.at(), "no apps are in it"));
        }
        if (!mistakes.isEmpty()) {
            mistakes.sort(Comparator.comparing(EcosystemReader::place));
            throw new Refused(mistakes);
        }
        Optional<Obj> deploy = member(root, "deploy").flatMap(Value::asObject);
        return new Ecosystem(apps, servers, deploy, isRunning);
    }

    /** Where it is in the file; at its beginning if that is not known. */
    private static Position place(Mistake mistake) {
        return Objects.requireNonNullElse(mistake.at(), new Position(1, 1));
    }

    private Value apps(Value root) {
        return Stream.of("apps", "pm2")
                .flatMap(key -> member(root, key).stream())
                .findFirst()
                .orElse(root instanceof Obj object && isOfOtherThings(object) ? new Arr(List.of(), root.at()) : root);
    }

    /** Without apps, it is one app by itself. */
    private static boolean isOfOtherThings(Obj root) {
        return !root.members().isEmpty()
                && Set.of("static", "deploy").containsAll(root.members().keySet());
    }

    private List<Obj> objects(Value value, String what) {
        List<Obj> objects = new ArrayList<>();
        for (Value item : value.asList()) {
            if (item instanceof Obj object) {
                objects.add(object);
            } else {
                mistakes.add(new Mistake(file, item.at(), what + " is an object, and this is " + item.type()));
            }
        }
        return objects;
    }

    private static Optional<Value> member(Value root, String key) {
        return root instanceof Obj object ? object.get(key) : Optional.empty();
    }
}
