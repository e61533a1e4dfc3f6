package dev.workerapp.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ApiWritesTest {

    @Test
    void writes_of_an_app_count_and_nothing_else() {
        String metrics = """
                # TYPE apiserver_request_total counter
                apiserver_request_total{code="201",component="apiserver",resource="pods",subresource="",verb="POST"} 8
                apiserver_request_total{code="200",component="apiserver",resource="pods",subresource="status",verb="PATCH"} 3
                apiserver_request_total{code="200",component="apiserver",resource="workerapps",verb="APPLY"} 1e+02
                apiserver_request_total{code="409",component="apiserver",resource="pods",verb="POST"} 1000
                apiserver_request_total{code="200",component="apiserver",resource="pods",verb="LIST"} 1000
                apiserver_request_total{code="201",component="apiserver",resource="events",verb="POST"} 1000
                apiserver_request_total{code="200",component="apiserver",resource="leases",verb="PUT"} 1000
                """;

        assertThat(ApiWrites.count(metrics)).isEqualTo(111);
    }
}
