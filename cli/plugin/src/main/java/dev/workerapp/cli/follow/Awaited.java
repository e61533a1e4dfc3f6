package dev.workerapp.cli.follow;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.kubectl.Api;
import java.util.Locale;
import java.util.Set;

/** A state of an app that can be waited for by name. */
final class Awaited implements Goal {

    /** The names. */
    static final Set<String> NAMES = Set.of("Ready", "Available", "Reloaded", "Suspended", "Stalled", "Deleted");

    private final String name;
    private final String state;
    private final Requests requests;

    Awaited(String name, String state, Api api) {
        this.name = name;
        this.state = state;
        this.requests = new Requests(new KnownRevisions(api));
    }

    @Override
    public Verdict judge(Snapshot snapshot) {
        if (snapshot.app().isEmpty()) {
            return state.equals("Deleted")
                    ? reached("deleted")
                    : new Verdict.Failed(
                            Exit.ERROR,
                            "Error from server (NotFound): workerapps.workerapp.dev \"" + name + "\" not found");
        }
        App app = snapshot.app().get();
        if (state.equals("Deleted") || !requests.areTakenUp(app)) {
            return Verdict.Pending.PENDING;
        }
        if (isSo(app, snapshot)) {
            return reached("is " + word());
        }
        boolean endsOnly = state.equals("Suspended") || state.equals("Stalled");
        return endsOnly
                ? Verdict.Pending.PENDING
                : Outcome.of(app)
                        .filter(verdict -> verdict instanceof Verdict.Failed || state.equals("Reloaded"))
                        .orElse(Verdict.Pending.PENDING);
    }

    private boolean isSo(App app, Snapshot snapshot) {
        return switch (state) {
            case "Suspended" ->
                app.state().equals("Suspended") && snapshot.workers().isEmpty();
            // Back to a version that all workers run takes no reload: the app is Ready at once. So is one without
            // workers.
            case "Reloaded" ->
                !app.state().equals("Suspended") && (Snapshot.isReloaded(app) || Snapshot.holds(app, "Ready"));
            default -> Snapshot.holds(app, state);
        };
    }

    private String word() {
        return state.toLowerCase(Locale.ROOT);
    }

    private Verdict reached(String what) {
        return new Verdict.Reached("workerapp.workerapp.dev/" + name + " " + what);
    }
}
