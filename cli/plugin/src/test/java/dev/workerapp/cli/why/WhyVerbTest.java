package dev.workerapp.cli.why;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.cli.CommandLines;
import dev.workerapp.cli.json.JsonText;
import dev.workerapp.cli.testing.Golden;
import dev.workerapp.cli.testing.Printed;
import dev.workerapp.cli.testing.RecordedCluster;
import org.junit.jupiter.api.Test;

class WhyVerbTest {

    private static final String SHOP = "/apis/workerapp.dev/v1/namespaces/default/workerapps/shop";
    private static final String POD = "/api/v1/namespaces/default/pods/shop-3-x7k2p";
    private static final String READY = "'conditions':[{'type':'Ready','status':'True','reason':'AsAsked'}]";

    private final RecordedCluster cluster = new RecordedCluster();
    private final CommandLines lines = CommandLines.of(cluster);

    @Test
    void saysThatNothingIsWrong() {
        shop("", "'observedGeneration':2,'state':'Ready'," + READY);

        assertThat(lines.run("why", "shop")).isEqualTo(new Printed(0, "shop is as asked\n", ""));
    }

    @Test
    void saysWhatStallsItWithWhatIsSeenAtOneWorker() {
        halted();

        Golden.check("why", lines.run("why", "shop").all());
        Golden.check("why-json", lines.run("why", "shop", "-o", "json").all());
        Golden.check("why-colour", lines.onTerminal().run("why", "shop").all().replace("\033", "^["));
        assertThat(lines.with("LANG", "C").with("COLUMNS", "80").run("why", "shop"))
                .isEqualTo(lines.run("why", "shop"));
    }

    @Test
    void doesWithoutWhatTheUserMayNotRead() {
        halted();
        String refused = "{\"kind\":\"Status\",\"reason\":\"Forbidden\",\"message\":\"no\"}";
        cluster.answer("GET", POD, 403, refused.getBytes(UTF_8));

        Printed why = lines.run("why", "shop");

        assertThat(why.exit()).isEqualTo(3);
        assertThat(why.out()).contains("NotReadyInTime").doesNotContain("last lines");
    }

    @Test
    void saysThatNobodyWorksOnIt() {
        shop("", "'observedGeneration':1,'state':'Ready'," + READY);

        assertThat(lines.run("why", "shop"))
                .isEqualTo(new Printed(
                        3,
                        "shop: Ready\n"
                                + "  no operator has looked at it since it was changed 30 s ago\n"
                                + "    do: See whether the operator runs, and whether it watches this namespace:"
                                + " docs/operations.md#the-operator-is-down.\n",
                        ""));
    }

    @Test
    void saysThatNoOperatorWorks() {
        shop("", "'observedGeneration':2,'state':'Ready'," + READY);
        answer(
                "/apis/apps/v1/deployments?labelSelector=app.kubernetes.io%2Fname%3Dworkerapp",
                "{'items':[{'metadata':{'name':'workerapp','namespace':'ops'},'status':{}}]}");

        Printed why = lines.run("why", "shop");

        assertThat(why.exit()).isEqualTo(3);
        assertThat(why.out())
                .startsWith(
                        "shop: Ready\n  no operator works: Deployment ops/workerapp has no ready replica\n    do: See");
    }

    @Test
    void workersThatStartAreNothingWrong() {
        shop(
                "",
                "'observedGeneration':2,'state':'Scaling','slots':[{'slot':0,'worker':'shop-0-a','reason':'Starting',"
                        + "'message':'Worker shop-0-a is not available yet.'},{'slot':2,'worker':'shop-2-b','reason':"
                        + "'Starting','message':'Worker shop-2-b is not available yet.'}],"
                        + READY.replace("True", "False"));

        assertThat(lines.run("why", "shop"))
                .isEqualTo(new Printed(
                        0, "shop: Scaling\n  slots 0, 2: Starting: Worker shop-0-a is not available yet.\n", ""));
    }

    @Test
    void saysWhatTheSpecHoldsUp() {
        String status = "'observedGeneration':2,'state':'Reloading','reload':{'phase':'Paused'},"
                + READY.replace("True", "False");
        shop("'suspend':true", "'observedGeneration':2,'state':'Suspended'," + READY);
        assertThat(lines.run("why", "shop").out())
                .isEqualTo("shop: Suspended\n  Suspended: it is suspended\n    do: kubectl workerapp start shop\n");
        shop("'reload':{'paused':true}", status);
        assertThat(lines.run("why", "shop").out())
                .isEqualTo("shop: Reloading\n  Paused: its reload is paused\n    do: kubectl workerapp resume shop\n");
        shop("'reload':{'partition':3}", status);
        assertThat(lines.run("why", "shop").out()).contains("reload.partition is 3: the slots below keep the revision");
        assertThat(lines.run("why", "shop").exit()).isEqualTo(3);
    }

    @Test
    void passesOnWhatTheConditionReadySays() {
        shop(
                "",
                "'observedGeneration':2,'state':'Degraded','conditions':[{'type':'Ready','status':'False','reason':"
                        + "'ConfigMissing','message':'The ConfigMap app of shop does not exist.'}]");

        assertThat(lines.run("why", "shop").out())
                .startsWith(
                        "shop: Degraded\n  ConfigMissing: The ConfigMap app of shop does not exist.\n    do: Create it,");
    }

    private void halted() {
        shop(
                "",
                "'observedGeneration':2,'state':'Halted','conditions':[{'type':'Stalled','status':'True','reason':"
                        + "'NotReadyInTime','message':'Revision shop-7 has failed.'},{'type':'Ready','status':'False'}],"
                        + "'slots':[{'slot':3,'worker':'shop-3-x7k2p','reason':'CrashLoop','message':'Container worker"
                        + " exited 3 times.'},{'slot':1,'reason':'Unschedulable','message':'0/3 nodes are available.'},"
                        + "{'slot':2,'reason':'Unschedulable','message':'0/3 nodes are available.'}]");
        answer(
                POD,
                "{'metadata':{'name':'shop-3-x7k2p'},'status':{'phase':'Running','containerStatuses':[{'name':'worker',"
                        + "'restartCount':3,'state':{'waiting':{'reason':'CrashLoopBackOff'}},'lastState':{'terminated':{"
                        + "'exitCode':137,'reason':'OOMKilled'}}}]}}");
        answer(
                "/api/v1/namespaces/default/events?fieldSelector=involvedObject.name%3Dshop-3-x7k2p%2Ctype%3DWarning",
                "{'items':[{'reason':'BackOff','message':'Back-off','lastTimestamp':'2026-11-27T11:58:00Z'},"
                        + "{'reason':'Unhealthy','message':'Readiness probe failed: 503','lastTimestamp':"
                        + "'2026-11-27T11:59:00Z'}]}");
        cluster.answer(
                "GET",
                POD + "/log?container=worker&tailLines=5&limitBytes=8192&previous=true",
                200,
                "starting\n\033]0;title\007java.net.ConnectException: \033[31mdb:5432\n".getBytes(UTF_8));
    }

    private void shop(String spec, String status) {
        answer(
                SHOP,
                "{'metadata':{'name':'shop','namespace':'default','generation':2,'creationTimestamp':"
                        + "'2026-11-24T10:00:00Z','managedFields':[{'manager':'kubectl','time':'2026-11-27T11:59:30Z'},"
                        + "{'manager':'operator','subresource':'status','time':'2026-11-27T12:00:00Z'}]},'spec':{"
                        + spec
                        + "},'status':{" + status + "}}");
    }

    private void answer(String path, String json) {
        cluster.answer(
                "GET", path, 200, JsonText.compact(RecordedCluster.json(json)).getBytes(UTF_8));
    }
}
