package dev.workerapp.campaign.events;

import dev.workerapp.campaign.load.Time;
import dev.workerapp.campaign.plan.Combination;
import dev.workerapp.campaign.plan.Contender;
import dev.workerapp.campaign.systems.Fleet;
import dev.workerapp.campaign.systems.Pod;
import dev.workerapp.campaign.systems.PodFleet;
import dev.workerapp.campaign.systems.WorkerAppFleet;
import dev.workerapp.cluster.InNamespace;
import dev.workerapp.cluster.Kubernetes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Makes an event happen, as often as it is asked for, and notes when. For one thread. */
public final class Incident {

    /** Between two events, so that each begins in peace. */
    private static final Duration PAUSE = Duration.ofMillis(1500);
    /** A reload takes about so long; the operator dies within this time of its begin. */
    private static final int ABOUT_A_RELOAD_MILLIS = 8000;

    private final Kubernetes cluster;
    private final Fleet fleet;
    private final Combination combination;
    private final Random random;
    private final List<Mark> marks = new ArrayList<>();
    private String version;

    /**
     * What is going to happen.
     *
     * @param version what serves now
     * @param random decides on moments and victims
     */
    public Incident(Kubernetes cluster, Fleet fleet, Combination combination, String version, Random random) {
        this.cluster = cluster;
        this.fleet = fleet;
        this.combination = combination;
        this.version = version;
        this.random = random;
    }

    /** All of it, one after the other; returns when everything is as it was before. */
    public void run() {
        for (int time = 0; time < combination.times(); time++) {
            once();
            Time.sleep(PAUSE);
        }
    }

    /** What has happened so far, also when it did not come to its end. */
    public List<Mark> marks() {
        return List.copyOf(marks);
    }

    private void once() {
        switch (combination.event()) {
            case RELOAD -> reload();
            case SCALE -> {
                int instances = fleet.instances();
                mark("scale to " + 2 * instances, () -> {}, () -> fleet.scale(2 * instances));
                mark("scale to " + instances / 2, () -> {}, () -> fleet.scale(instances / 2));
                mark("scale to " + instances, () -> {}, () -> fleet.scale(instances));
            }
            case BROKEN_ROLL_BACK -> broken();
            case BROKEN_HALT -> halted();
            case BROKEN_PROCEED -> proceeded();
            case ROLLBACK -> rollback();
            case UNDONE -> undone();
            case RECYCLED -> recycled();
            case CONFIG_CHANGED -> configChanged();
            case MAX_REQUESTS, MAX_HEAP, SCHEDULED -> limited(Duration.ofMinutes(6));
            case MAX_AGE -> limited(Duration.ofMinutes(15));
            case MAX_MEMORY -> {
                cluster.shell().must(Duration.ofMinutes(10), "cluster/metrics-server");
                limited(Duration.ofMinutes(8));
            }
            case ERRORED -> errored();
            case OPERATOR_KILLED -> operatorKilled();
            case OPERATOR_UPGRADED ->
                mark("reload, and helm upgrade", () -> fleet.ask(other()), () -> {
                    new Operator(cluster).upgrade(random.nextLong(1_000_000));
                    fleet.awaitServing(flip());
                });
            case WORKER_KILLED -> workerKilled();
            case POD_DELETED -> podDeleted();
            case NODE_DRAINED -> nodeDrained();
            case ORPHANED -> orphaned();
        }
    }

    private void reload() {
        mark("reload to " + other(), () -> fleet.ask(other()), () -> fleet.awaitServing(flip()));
    }

    /** A version that never gets ready. Where nobody goes back by himself, a person does after a while. */
    private void broken() {
        mark("broken version", () -> fleet.ask("broken"), () -> {
            if (combination.system() == Contender.WORKER_APP) {
                app().kubectl("wait", pods().resource(), "--for=condition=Stalled", "--timeout=120s");
                fleet.awaitServing(version);
            } else {
                Time.sleep(Duration.ofSeconds(15));
                fleet.ask(version);
                fleet.awaitServing(version);
            }
        });
    }

    private void halted() {
        mark("broken version, then the good one", () -> fleet.ask("broken"), () -> {
            app().kubectl("wait", pods().resource(), "--for=jsonpath={.status.state}=Halted", "--timeout=120s");
            fleet.ask(version);
            fleet.awaitServing(version);
        });
    }

    private void proceeded() {
        mark("broken version, then the good one", () -> fleet.ask("broken"), () -> {
            pods().watch().await("the broken version is everywhere", PodFleet.LONGEST, present -> present.stream()
                    .filter(Pod::live)
                    .allMatch(pod -> pod.version().equals("broken")));
            fleet.ask(version);
            fleet.awaitServing(version);
        });
    }

    private void rollback() {
        mark("reload to " + other() + ", and back", () -> fleet.ask(other()), () -> {
            pods().watch().await("the first new worker serves", PodFleet.LONGEST, present -> present.stream()
                    .anyMatch(pod -> pod.serves() && pod.version().equals(other())));
            fleet.ask(version);
            fleet.awaitServing(version);
        });
    }

    private void undone() {
        String before = version;
        reload();
        mark(
                "undo of " + version,
                () -> app().kubectl("annotate", pods().resource(), "workerapp.dev/undo-requested-at=" + Time.now()),
                () -> fleet.awaitServing(before));
        version = before;
        fleet.ask(version);
    }

    private void recycled() {
        Pod victim = anyOne();
        mark(
                "replacement of " + victim.name() + " requested",
                () -> app().kubectl("annotate", "pod", victim.name(), "workerapp.dev/recycle=campaign"),
                () -> {
                    pods().watch().await(victim.name() + " ends", PodFleet.LONGEST, present -> present.stream()
                            .noneMatch(pod -> pod.uid().equals(victim.uid()) && pod.live()));
                    awaitServing();
                });
    }

    private void configChanged() {
        Set<String> before = uids();
        String content = """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: %s}
                data: {setting: "%d"}
                """.formatted(WorkerAppFleet.SETTINGS, marks.size());
        mark("another content of " + WorkerAppFleet.SETTINGS, () -> app().apply(content), () -> {
            awaitAllReplaced(before, PodFleet.LONGEST);
            awaitServing();
        });
    }

    /** Until every worker was replaced once; then there is no limit any more. */
    private void limited(Duration longest) {
        var limited = (WorkerAppFleet) fleet;
        Set<String> before = uids();
        limited.limit(true);
        mark("a limit that every worker comes to", () -> fleet.ask(version), () -> {
            awaitAllReplaced(before, longest);
            limited.limit(false);
            fleet.ask(version);
            awaitServing();
        });
    }

    private void awaitAllReplaced(Set<String> before, Duration longest) {
        pods().watch().await("every worker is replaced", longest, present -> present.stream()
                .filter(Pod::live)
                .noneMatch(pod -> before.contains(pod.uid())));
    }

    /** The slot that crashes is one more than there are, so that every request can be answered all the time. */
    private void errored() {
        int slot = fleet.instances();
        app().kubectl("create", "configmap", WorkerAppFleet.FAULTS, "--from-literal=slot=" + slot);
        mark(
                "slot " + slot + " crashes until it is errored, and is tried again",
                () -> app().kubectl("scale", pods().resource(), "--replicas=" + (slot + 1)),
                () -> {
                    app().kubectl(
                                    "wait",
                                    pods().resource(),
                                    "--for=jsonpath={.status.state}=Errored",
                                    "--timeout=180s");
                    app().kubectl("delete", "configmap", WorkerAppFleet.FAULTS);
                    fleet.scale(slot + 1);
                });
        mark("scale to " + slot, () -> {}, () -> fleet.scale(slot));
    }

    private void operatorKilled() {
        Operator operator = new Operator(cluster);
        long moment = random.nextInt(ABOUT_A_RELOAD_MILLIS);
        mark("reload to " + other() + ", operator killed after " + moment + " ms", () -> fleet.ask(other()), () -> {
            Time.sleep(Duration.ofMillis(moment));
            operator.kill();
            fleet.awaitServing(flip());
            operator.awaitBack();
        });
    }

    private void workerKilled() {
        Pod victim = anyOne();
        mark("SIGKILL for " + victim.name(), victim.name(), () -> Kill.javaOf(victim.uid()), () -> pods().watch()
                .await(
                        "the killed worker is back",
                        PodFleet.LONGEST,
                        present -> present.stream()
                                        .anyMatch(pod ->
                                                pod.uid().equals(victim.uid()) && pod.restarts() > victim.restarts())
                                && present.stream().filter(Pod::serves).count() == fleet.instances()));
    }

    private void podDeleted() {
        Pod victim = anyOne();
        mark(
                "kubectl delete pod " + victim.name(),
                () -> app().kubectl("delete", "pod", victim.name(), "--wait=false"),
                this::awaitServing);
    }

    private void nodeDrained() {
        String node = anyOne().node();
        try {
            mark("kubectl drain " + node, () -> {}, () -> {
                cluster.kubectl("drain", node, "--ignore-daemonsets", "--delete-emptydir-data", "--timeout=150s");
                awaitServing();
            });
        } finally {
            cluster.kubectl("uncordon", node);
        }
    }

    private void orphaned() {
        Set<String> before = uids();
        mark("deleted with --cascade=orphan, and created again", () -> {}, () -> {
            app().kubectl("delete", pods().resource(), "--cascade=orphan", "--timeout=120s");
            fleet.ask(version);
            fleet.awaitServing(version);
        });
        if (!uids().equals(before)) {
            throw new AssertionError("workers were replaced: before " + before + ", after " + uids());
        }
    }

    private void awaitServing() {
        fleet.awaitServing(version);
    }

    private Set<String> uids() {
        return pods().watch().all().stream().filter(Pod::live).map(Pod::uid).collect(Collectors.toSet());
    }

    private Pod anyOne() {
        List<Pod> serving = pods().watch().all().stream().filter(Pod::serves).toList();
        return serving.get(random.nextInt(serving.size()));
    }

    private PodFleet pods() {
        return (PodFleet) fleet;
    }

    private InNamespace app() {
        return pods().namespace();
    }

    private String other() {
        return version.equals("v1") ? "v2" : "v1";
    }

    private String flip() {
        version = other();
        return version;
    }

    /** Something that is asked for: it takes effect when kubectl has said so. */
    private void mark(String what, Runnable ask, Runnable untilDone) {
        mark(
                what,
                "",
                () -> {
                    ask.run();
                    return Time.now();
                },
                untilDone);
    }

    /** Notes it also when it does not come to its end. */
    private void mark(String what, String victim, LongSupplier begin, Runnable untilDone) {
        long from = begin.getAsLong();
        long done = 0;
        try {
            untilDone.run();
            done = Time.now();
            fleet.awaitOldOnesGone();
        } finally {
            marks.add(new Mark(what, from, done == 0 ? Time.now() : done, Time.now(), victim));
        }
    }
}
