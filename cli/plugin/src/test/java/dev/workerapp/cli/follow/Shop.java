package dev.workerapp.cli.follow;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.testing.RecordedCluster;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The app of the tests: it serves with revision 6 (shop-6), and is asked for revision 7 (shop-7). */
public final class Shop {

    /** The token of the request. */
    public static final String TOKEN = "2026-11-27T12:00:00Z";

    private Shop() {}

    /**
     * Its WorkerApp.
     *
     * @param spec fields of its spec
     * @param state STATUS
     * @param target the number of the revision that the slots are brought to
     * @param result what became of revision 7; empty while it is under way
     * @param reload fields of the reload
     */
    public static Json app(String spec, String state, int target, String result, String reload) {
        return RecordedCluster.json(
                "{'metadata':{'name':'shop','namespace':'default','generation':3,'resourceVersion':'5',"
                        + "'annotations':{'workerapp.dev/reload-requested-at':'" + TOKEN + "'}},'spec':{" + spec + "},"
                        + "'status':{'observedGeneration':3,'state':'" + state
                        + "','desiredInstances':4,'instances':4,'available':4,"
                        + "'targetRevision':'shop-" + target + "','image':'example/shop:1." + target
                        + "','stableRevision':'shop-6',"
                        + "'history':[{'number':7,'revision':'shop-7'"
                        + (result.isEmpty() ? "" : ",'result':'" + result + "'")
                        + "},{'number':6,'revision':'shop-6','result':'Complete'}]"
                        + ",'reload':{" + reload + "},"
                        + "'conditions':[{'type':'Ready','status':'" + (state.equals("Ready") ? "True" : "False")
                        + "'},"
                        + "{'type':'Available','status':'True'},"
                        + "{'type':'Stalled','status':'" + (target == 6 ? "True" : "False")
                        + "','message':'Revision shop-7 failed: slot 3, shop-3-x7k2p, was not ready within 60 s (NotReadyInTime).'}]}}");
    }

    /** While its reload goes on. */
    public static Json reloading(int replaced) {
        return app("", "Reloading", 7, "", reload("Running", replaced, ""));
    }

    /** When its reload is complete, and so many workers have ended. */
    public static Json complete(int stopped, String more) {
        return app("", "Ready", 7, "Complete", reload("Complete", 4, ",'stopped':" + stopped + ",'killed':0" + more));
    }

    /** When revision 7 was given up. */
    public static Json rolledBack() {
        return app(
                "",
                "RolledBack",
                6,
                "RolledBack",
                "'trigger':'Rollback','revision':'shop-6','phase':'RolledBack','requestedAt':'older'");
    }

    /** Fields of the reload to revision 7. */
    public static String reload(String phase, int replaced, String more) {
        return "'trigger':'Change','revision':'shop-7','phase':'" + phase + "','requestedAt':'" + TOKEN
                + "','startedAt':'2026-11-27T11:58:29Z','finishedAt':'2026-11-27T12:00:00Z','replaced':" + replaced
                + ",'total':4" + more;
    }

    /** A worker of a slot. */
    public static Json worker(int slot, int revision, boolean ready, boolean terminating) {
        return RecordedCluster.json("{'metadata':{'name':'shop-" + slot + "-r" + revision
                + "','namespace':'default','creationTimestamp':'2026-11-27T11:5" + revision + ":00Z'"
                + (terminating ? ",'deletionTimestamp':'2026-11-27T12:00:00Z'" : "")
                + ",'labels':{'workerapp.dev/app':'shop','workerapp.dev/slot':'" + slot
                + "','workerapp.dev/revision':'shop-" + revision + "'}},'spec':{'containers':[{'name':'worker'}]},"
                + "'status':{'phase':'Running','conditions':[{'type':'Ready','status':'" + (ready ? "True" : "False")
                + "'}]}}");
    }

    /** Its revisions, of which the seventh was asked for by {@link #TOKEN}. */
    public static Json revisions() {
        return RecordedCluster.json("{'items':[{'metadata':{'name':'shop-6'},'revision':6,'data':{}},"
                + "{'metadata':{'name':'shop-7'},'revision':7,'data':{'reloadToken':'" + TOKEN + "','requestedAt':'"
                + TOKEN
                + "'}}]}");
    }

    /** One moment. */
    static Snapshot snapshot(Json app, Json... pods) {
        return new Snapshot(
                Optional.of(new App(app)), Arrays.stream(pods).map(Worker::new).toList());
    }

    /** A list of the API server. */
    public static Json list(Json... items) {
        return Json.object("metadata", Json.object("resourceVersion", "1"), "items", List.of(items));
    }
}
