package dev.workerapp.cli.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.cli.CommandLines;
import dev.workerapp.cli.Verbs;
import dev.workerapp.cli.testing.Golden;
import dev.workerapp.cli.testing.Printed;
import dev.workerapp.cli.testing.RealCluster;
import dev.workerapp.cli.testing.RecordedCluster;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Against a real API server, which judges by real roles. */
@ExtendWith(RealCluster.Extension.class)
class DoctorVerbTest {

    private static final String NAMESPACE = "rights";

    /** These ask no API server, or not for what has to be given to somebody. */
    private static final Set<String> WITHOUT_NEEDS = Set.of("import", "doctor", "version", "completion");

    private final RealCluster real;

    DoctorVerbTest(RealCluster real) {
        this.real = real;
        real.namespace(NAMESPACE);
    }

    @Test
    void whoMayDoEverythingLacksNothing() {
        Printed printed = CommandLines.of(real.kubectl("-n", NAMESPACE)).run("doctor");

        assertThat(printed.out())
                .contains("CRD workerapps.workerapp.dev   v1\n", "operator")
                .doesNotContainPattern("(?m)^\\w+ +(no|partly) +[a-z]+ [a-z]+[/.]?");
        assertThat(printed.exit()).isZero();
    }

    @Test
    void saysOfEachVerbWhatIsMissing() {
        real.run(
                "-n",
                NAMESPACE,
                "create",
                "role",
                "looks",
                "--verb=get,list,watch",
                "--resource=workerapps.workerapp.dev,pods");
        real.run("-n", NAMESPACE, "create", "rolebinding", "looks", "--role=looks", "--user=ann");
        CommandLines ann = CommandLines.of(real.kubectl("-n", NAMESPACE, "--as", "ann"));

        Printed all = ann.run("doctor");
        assertThat(all.exit()).isEqualTo(3);
        Golden.check("doctor", all.all());
        Golden.check(
                "doctor-json", ann.run("doctor", "list", "scale", "-o", "json").all());
        assertThat(ann.run("doctor", "list").exit()).isZero();
    }

    @Test
    void saysThatTheCrdIsMissing() {
        Printed printed = CommandLines.of(new RecordedCluster()
                        .answer("GET", "/apis", 200, "{\"groups\":[]}".getBytes(UTF_8))
                        .accept("POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews"))
                .run("doctor", "list");

        assertThat(printed.exit()).isEqualTo(3);
        assertThat(printed.out()).contains("CRD workerapps.workerapp.dev   not installed");
    }

    @Test
    void knowsWhatEachVerbNeeds() {
        for (Verbs.Entry entry : Verbs.all()) {
            assertThat(Needs.BY_VERB.containsKey(entry.name()))
                    .as("the verb " + entry.name() + " in Needs")
                    .isNotEqualTo(WITHOUT_NEEDS.contains(entry.name()));
        }
        assertThat(CommandLines.of(new RecordedCluster())
                        .run("doctor", "import")
                        .err())
                .startsWith("error: \"import\" is no verb that needs rights; these are: list, ");
    }
}
