package dev.workerapp.cli.kubectl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ApiFailureTest {

    @Test
    void saysWhatKubectlSays() {
        assertThat(of("'reason':'NotFound','message':'pods x not found'").message())
                .isEqualTo("Error from server (NotFound): pods x not found");
        assertThat(of("'message':'odd'").message()).isEqualTo("Error from server: odd");
        assertThat(of("'reason':'Unauthorized','message':'Unauthorized'").message())
                .isEqualTo("error: You must be logged in to the server (Unauthorized)");
    }

    @Test
    void listsEachCauseOfAnInvalidObject() {
        String details = "'reason':'Invalid','message':'m','details':{'kind':'WorkerApp','name':'shop','causes':[%s]}";
        String one = "{'field':'spec.port','message':'too great'}";

        assertThat(of(details.formatted(one)).message())
                .isEqualTo("The WorkerApp \"shop\" is invalid: spec.port: too great");
        assertThat(of(details.formatted(one + ",{'field':'spec.image','message':'Required value'}"))
                        .message())
                .isEqualTo("The WorkerApp \"shop\" is invalid: \n* spec.port: too great\n* spec.image: Required value");
    }

    @Test
    void showsWhatIsNoStatus() {
        assertThat(ApiFailure.of(502, "dial tcp: refused\n".getBytes(UTF_8)).message())
                .isEqualTo("Error from server: HTTP status 502: dial tcp: refused");
    }

    @Test
    void readsTheReasonOfWhatKubectlPrinted() {
        ApiFailure failure = ApiFailure.printed("Error from server (Forbidden): no (really)");

        assertThat(failure.forbidden()).isTrue();
        assertThat(failure.message()).isEqualTo("Error from server (Forbidden): no (really)");
        assertThat(ApiFailure.printed("error: no context").reason()).isEmpty();
    }

    private static ApiFailure of(String fields) {
        return ApiFailure.of(
                400, ("{'kind':'Status'," + fields + "}").replace('\'', '"').getBytes(UTF_8));
    }
}
