package dev.workerapp.cli.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.cli.CommandLines;
import dev.workerapp.cli.json.JsonText;
import dev.workerapp.cli.operator.Operator.State;
import dev.workerapp.cli.testing.RecordedCluster;
import org.junit.jupiter.api.Test;

class OperatorTest {

    private static final String DEPLOYMENTS =
            "/apis/apps/v1/deployments?labelSelector=app.kubernetes.io%2Fname%3Dworkerapp";
    private static final String LEASE = "/apis/coordination.k8s.io/v1/namespaces/ops/leases/wa";

    private final RecordedCluster cluster = new RecordedCluster();

    @Test
    void worksAsLongAsItRenewsItsLease() {
        deployment("{'name':'LEASE','value':'wa'}", 2);
        lease(LEASE, "wa-1", "2026-11-27T11:59:58.123456Z");
        assertThat(look()).isEqualTo(new Operator(State.WORKS, "lease ops/wa was renewed 1 s ago by wa-1"));

        lease(LEASE, "wa-1", "2026-11-27T11:59:29.000000Z");
        assertThat(look()).isEqualTo(new Operator(State.SILENT, "lease ops/wa was renewed 31 s ago by wa-1"));

        lease(LEASE, "", "2026-11-27T11:59:58.000000Z");
        assertThat(look()).isEqualTo(new Operator(State.SILENT, "nobody holds the lease ops/wa"));
    }

    @Test
    void countsByItsDeploymentWhereItHasNoLease() {
        deployment("{'name':'OTHER','value':'x'}", 1);
        assertThat(look()).isEqualTo(new Operator(State.WORKS, "Deployment ops/wa has 1 ready replica"));

        deployment("{'name':'LEASE','value':'wa'}", 0);
        assertThat(look()).isEqualTo(new Operator(State.SILENT, "Deployment ops/wa has no ready replica"));
    }

    @Test
    void isLookedForAtItsUsualPlaceWhereDeploymentsCanNotBeListed() {
        cluster.answer(
                "GET",
                DEPLOYMENTS,
                403,
                "{\"kind\":\"Status\",\"reason\":\"Forbidden\",\"message\":\"no\"}".getBytes(UTF_8));
        assertThat(look().state()).isEqualTo(State.UNKNOWN);

        lease(
                "/apis/coordination.k8s.io/v1/namespaces/workerapp-system/leases/workerapp",
                "wa-1",
                "2026-11-27T11:00:00Z");
        assertThat(look().state()).isEqualTo(State.SILENT);
    }

    private void deployment(String variable, int ready) {
        answer(
                DEPLOYMENTS,
                "{'items':[{'metadata':{'name':'wa','namespace':'ops'},'spec':{'template':{'spec':{'containers':[{'env':["
                        + variable + "]}]}}},'status':{'readyReplicas':" + ready + "}}]}");
    }

    private void lease(String path, String holder, String renewed) {
        answer(path, "{'spec':{'holderIdentity':'" + holder + "','renewTime':'" + renewed + "'}}");
    }

    private void answer(String path, String json) {
        cluster.answer(
                "GET", path, 200, JsonText.compact(RecordedCluster.json(json)).getBytes(UTF_8));
    }

    private Operator look() {
        return Operator.look(cluster.open(), CommandLines.NOW);
    }
}
