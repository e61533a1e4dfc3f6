package dev.workerapp.cli.monit;

import dev.workerapp.cli.app.App;
import dev.workerapp.cli.app.Worker;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.metrics.Measured;
import dev.workerapp.cli.metrics.Rates;
import dev.workerapp.cli.metrics.Reading;
import dev.workerapp.cli.testing.LiveCluster;
import dev.workerapp.cli.testing.RecordedCluster;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The app of the tests: four slots, of which slot 2 is just replaced and slot 0 has no runtime. */
public final class MonitoredShop {

    static final List<String> PODS =
            List.of("shop-0-ab12c", "shop-1-0w9cc", "shop-2-8fk1s", "shop-2-q1mzd", "shop-3-x7k2p");

    private MonitoredShop() {}

    static Json app(String name) {
        return RecordedCluster.json(
                "{'metadata':{'name':'" + name + "','namespace':'default','generation':1},'status':{"
                        + "'observedGeneration':1,'conditions':[{'type':'Ready','status':'True'}],'state':'Ready','ready':4,'desiredInstances':4,'targetRevision':'shop-b','image':'example/shop:1.5',"
                        + "'history':[{'number':7,'revision':'shop-b'},{'number':6,'revision':'shop-a'}],"
                        + "'reload':{'phase':'Complete','finishedAt':'2026-11-27T11:48:00Z','total':4,'replaced':4,'stopped':4,"
                        + "'drained':4,'killed':0,'unfinishedRequests':0}}}");
    }

    static Json pod(String name) {
        boolean old = name.equals("shop-2-8fk1s");
        return RecordedCluster.json("{'metadata':{'name':'" + name + "','namespace':'default','uid':'" + name
                + "','creationTimestamp':'2026-11-27T11:4" + (old ? "0" : "7") + ":00Z',"
                + (old ? "'deletionTimestamp':'2026-11-27T12:00:20Z'," : "")
                + "'labels':{'workerapp.dev/app':'shop','workerapp.dev/slot':'" + name.charAt(5)
                + "','workerapp.dev/revision':'shop-" + (old ? "a" : "b") + "'}},"
                + "'spec':{'containers':[{'name':'worker'}]},"
                + "'status':{'conditions':[{'type':'Ready','status':'True'}],"
                + "'containerStatuses':[{'name':'worker','ready':true,'restartCount':" + (name.contains("-1-") ? 2 : 0)
                + ",'state':{'running':{}}}]}}");
    }

    /** The page of a worker after so many seconds. */
    static String page(String pod, int seconds) {
        int slot = pod.charAt(5) - '0';
        long requests = seconds * 70L * (slot + 1);
        return "workerapp_requests_total " + requests + "\nworkerapp_request_failures_total 0\n"
                + buckets(requests, slot == 1)
                + "workerapp_requests_in_flight " + slot + "\nprocess_cpu_seconds_total " + seconds * 0.1 * (slot + 1)
                + "\njvm_gc_collection_seconds_sum{gc=\"G1\"} " + seconds * 0.004
                + "\njvm_memory_used_bytes{area=\"heap\"} " + (512L << 20)
                + "\njvm_memory_max_bytes{area=\"heap\"} " + (1L << 30)
                + "\nworkerapp_heap_after_gc_bytes " + (210L << 20) + "\njvm_threads_current 38\n"
                + "workerapp_worker_draining " + (pod.equals("shop-2-8fk1s") ? 1 : 0) + "\n";
    }

    /** The latencies. Of the slow worker some requests hang. */
    private static String buckets(long requests, boolean slow) {
        StringBuilder buckets = new StringBuilder();
        String[] bounds = {"0.002", "0.005", "0.01", "0.025", "0.05", "30"};
        int[] perMille = slow ? new int[] {550, 800, 900, 960, 970, 970} : new int[] {600, 850, 950, 992, 999, 1000};
        for (int i = 0; i < bounds.length; i++) {
            buckets.append("workerapp_request_seconds_bucket{le=\"%s\"} %d\n"
                    .formatted(bounds[i], requests * perMille[i] / 1000));
        }
        return buckets.append("workerapp_request_seconds_bucket{le=\"+Inf\"} ")
                .append(requests)
                .append('\n')
                .toString();
    }

    /** How it was at one moment, two seconds after another. */
    static Sample sample() {
        Map<String, Measured> measured = new HashMap<>();
        for (String pod : PODS) {
            Reading first = Reading.of(page(pod, 100), 0);
            Reading second = Reading.of(page(pod, 102), 2_000_000_000L);
            measured.put(pod, new Measured.Known(second, Rates.between(first, second)));
        }
        Reading first = Reading.of(page("shop-2-q1mzd", 1), 0);
        measured.put("shop-2-q1mzd", new Measured.Known(first, Optional.empty()));
        measured.put("shop-0-ab12c", new Measured.Unknown("slot 0 has no worker runtime"));
        List<Worker> workers = PODS.stream().map(name -> new Worker(pod(name))).toList();
        return new Sample(new App(app("shop")), workers, measured, List.of("cart", "shop"));
    }

    /** The same as a cluster. Each page is that of two seconds after the one before. */
    public static LiveCluster cluster() {
        LiveCluster cluster = new LiveCluster().app(app("shop")).app(app("cart"));
        List<String> rest = new ArrayList<>(PODS);
        rest.remove("shop-0-ab12c");
        for (String pod : PODS) {
            cluster.pod(pod(pod))
                    .say(
                            pod,
                            "2026-11-27T11:47:03Z",
                            "11:47:03.114 INFO  slot " + pod.charAt(5) + " serves on port 8080")
                    .say(pod, "2026-11-27T11:59:58Z", "11:59:58.871 INFO  GET /prices/812 200 3 ms")
                    .say(pod, "2026-11-27T11:59:59Z", "11:59:59.020 \033[33mWARN\033[0m  db: 2 of 10 connections left");
        }
        for (String pod : rest) {
            AtomicInteger seconds = new AtomicInteger(100);
            cluster.answer(
                    "/api/v1/namespaces/default/pods/" + pod + ":7979/proxy/metrics",
                    _ -> LiveCluster.reply(200, page(pod, seconds.addAndGet(2))));
        }
        return cluster;
    }
}
