package dev.workerapp.cli.describe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.cli.CommandLines;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.json.JsonText;
import dev.workerapp.cli.testing.Golden;
import dev.workerapp.cli.testing.Printed;
import dev.workerapp.cli.testing.RecordedCluster;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DescribeVerbTest {

    private static final String EVENTS = "/api/v1/namespaces/default/events?fieldSelector="
            + "involvedObject.kind%3DWorkerApp%2CinvolvedObject.name%3Dshop";
    private static final String SECRET = "/api/v1/namespaces/default/secrets/shop-actions";
    private static final String PODS = "/api/v1/namespaces/default/pods?labelSelector=workerapp.dev%2Fapp%3Dshop";

    private final RecordedCluster cluster = new RecordedCluster()
            .answer("/apis/workerapp.dev/v1/namespaces/default/workerapps/shop", "described-app.json")
            .answer(PODS, "described-workers.json")
            .answer(EVENTS, "described-events.json");
    private final CommandLines lines = CommandLines.of(cluster);

    @Test
    void showsOneAppWhole() {
        actions();

        Golden.check("describe", lines.run("describe", "shop").all());
        Golden.check("describe-json", lines.run("show", "shop", "-o", "json").all());
        Golden.check(
                "describe-ascii", lines.with("LANG", "C").run("info", "shop").all());
        Golden.check(
                "describe-colour",
                lines.onTerminal().run("describe", "shop").all().replace("\033", "^["));
    }

    @Test
    void saysWhatTheUserMayNotSee() {
        byte[] refused = "{\"kind\":\"Status\",\"reason\":\"Forbidden\",\"message\":\"no\"}".getBytes(UTF_8);
        cluster.answer("GET", EVENTS, 403, refused).answer("GET", SECRET, 403, refused);

        Printed printed = lines.run("describe", "shop");

        assertThat(printed.exit()).isZero();
        assertThat(printed.out()).contains("revision 7").doesNotContain("EVENT ", "ACTION ");
        assertThat(printed.err())
                .contains("Events are not shown: Error from server (Forbidden): no\n")
                .contains("Actions are not shown: calls to workers of shop need the right to \"get\" the Secret");
    }

    @Test
    void aNewAppHasLittleToShow() {
        answer(
                "/apis/workerapp.dev/v1/namespaces/default/workerapps/shop",
                "{'metadata':{'name':'shop','namespace':'default','creationTimestamp':'2026-11-27T11:59:58Z'}}");
        answer(PODS, "{'items':[]}");
        answer(EVENTS, "{'items':[]}");

        Golden.check("describe-new", lines.run("describe", "shop").all());
    }

    @Test
    void saysOnceThatAReloadWasRolledBack() {
        answer(
                "/apis/workerapp.dev/v1/namespaces/default/workerapps/shop",
                "{'metadata':{'name':'shop','namespace':'default'},'status':{'reload':{"
                        + "'phase':'RolledBack','reason':'RolledBack'}}}");
        answer(PODS, "{'items':[]}");
        answer(EVENTS, "{'items':[]}");

        assertThat(lines.run("describe", "shop").out()).contains("  Phase:       RolledBack\n");
    }

    @Test
    void isOfOneApp() {
        assertThat(lines.run("describe", "shop", "cart").err())
                .isEqualTo("error: describe is of one app: write its name\n");
        assertThat(lines.run("describe", "shop/1").exit()).isEqualTo(2);
    }

    private void actions() {
        String token = Base64.getEncoder().encodeToString("t0ken".getBytes(UTF_8));
        answer(SECRET, "{'data':{'token':'" + token + "'}}");
        byte[] list = JsonText.compact(RecordedCluster.json(
                        "{'actions':[{'name':'clear-cache','description':'Empties the cache.'},{'name':'gc','description':"
                                + "'Collects garbage.'}],'topics':[]}"))
                .getBytes(UTF_8);
        cluster.answer(
                "GET",
                "/api/v1/namespaces/default/pods/shop-0-ab12c:7979/proxy/actions",
                200,
                Map.of("content-type", "application/json"),
                list);
    }

    private void answer(String path, String json) {
        Json value = RecordedCluster.json(json);
        cluster.answer("GET", path, 200, JsonText.compact(value).getBytes(UTF_8));
    }
}
