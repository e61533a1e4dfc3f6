package dev.workerapp.cli.pod;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.cli.CommandLines;
import dev.workerapp.cli.json.JsonText;
import dev.workerapp.cli.testing.Golden;
import dev.workerapp.cli.testing.Printed;
import dev.workerapp.cli.testing.RecordedCluster;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class EnvVerbTest {

    private static final String CORE = "/api/v1/namespaces/default/";
    private static final String SECRET = CORE + "secrets/db";

    private final RecordedCluster cluster =
            new RecordedCluster().answer(CORE + "pods?labelSelector=workerapp.dev%2Fapp%3Dshop", "env-workers.json");
    private final CommandLines lines = CommandLines.of(cluster);

    EnvVerbTest() {
        answer(
                "/apis/apps/v1/namespaces/default/controllerrevisions/shop-7c9zn3k2q",
                "{'data':{'spec':{'envFrom':[{}],'env':[{'name':'greeting'},{'name':'URL'},{'name':'PASSWORD'}],"
                        + "'podTemplate':{'spec':{'containers':[{'name':'worker','env':[{'name':'NODE'}]}]}}}}}");
        answer(
                CORE + "configmaps/words",
                "{'metadata':{'managedFields':[{'time':'2026-11-27T11:50:00Z'}]},'data':{'greeting':'hello',"
                        + "'farewell':'good bye'}}");
        answer(
                SECRET,
                "{'metadata':{'managedFields':[{'time':'2026-11-26T11:50:00Z'}]},'data':{'user':'" + base64("root")
                        + "','password':'" + base64("s3cret") + "'}}");
    }

    @Test
    void showsEachVariableAndWhereItIsFrom() {
        Printed printed = lines.run("env", "shop");

        Golden.check("env", printed.all());
        assertThat(printed.out()).doesNotContain("s3cret", "root", base64("s3cret"));
        Golden.check("env-json", lines.run("env", "shop/0", "-o", "json").all());
    }

    @Test
    void showsSecretsOnlyWhereItIsAsked() {
        assertThat(lines.run("env", "shop", "--show-secrets").out())
                .contains("jdbc:db?user=root&password=$(PASSWORD)&x=$(LATER)&$(price)", "s3cret@good bye");
        assertThat(lines.run("env", "shop", "-o", "yaml").out()).doesNotContain("s3cret");
    }

    @Test
    void doesWithoutWhatTheUserMayNotRead() {
        String refused = "{\"kind\":\"Status\",\"reason\":\"Forbidden\",\"message\":\"no\"}";
        cluster.answer("GET", SECRET, 403, refused.getBytes(UTF_8));

        Printed printed = lines.run("env", "shop");

        assertThat(printed.exit()).isZero();
        assertThat(printed.out())
                .containsPattern("DB_\\* +<may not be read by you> +Secret db/\\*")
                .containsPattern("PASSWORD +<secret db/password> +Secret db/password");
    }

    @Test
    void isOfOneWorker() {
        assertThat(lines.run("env").err()).isEqualTo("error: env is of one worker: write NAME, or NAME/SLOT\n");
        cluster.answer("/apis/workerapp.dev/v1/namespaces/default/workerapps/shop", "shop.json");
        assertThat(lines.run("env", "shop/3").err())
                .isEqualTo("error: no worker of shop/3 is there: kubectl workerapp list --workers shop\n");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private void answer(String path, String json) {
        cluster.answer(
                "GET", path, 200, JsonText.compact(RecordedCluster.json(json)).getBytes(UTF_8));
    }
}
