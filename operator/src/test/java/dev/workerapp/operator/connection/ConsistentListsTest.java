package dev.workerapp.operator.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That the operator sees no list from before its time is shown by the runs with faults: their API server has such lists. */
class ConsistentListsTest {

    private static final String PODS = "https://api/api/v1/namespaces/one/pods";

    private static String sent(String uri) {
        StandardHttpRequest request = new StandardHttpRequest(Map.of(), URI.create(uri), "GET", null);
        StandardHttpRequest.Builder builder = new StandardHttpRequest.Builder(request);
        new ConsistentLists().before(builder, request, NoTags.INSTANCE);
        return builder.build().uri().toString();
    }

    private enum NoTags implements Interceptor.RequestTags {
        INSTANCE;

        @Override
        public <T> T getTag(Class<T> type) {
            throw new UnsupportedOperationException();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "?resourceVersion=0, ''",
        "?labelSelector=workerapp.dev%2Fapp&resourceVersion=0, ?labelSelector=workerapp.dev%2Fapp",
        "?resourceVersion=0&labelSelector=a%26b, ?labelSelector=a%26b"
    })
    void a_list_that_may_be_of_any_time_is_asked_for_as_of_now(String query, String consistent) {
        assertThat(sent(PODS + query)).isEqualTo(PODS + consistent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/shop-0-1",
                "?limit=500&continue=abc",
                "?resourceVersion=07&watch=true",
                "?resourceVersion=0&watch=true",
                "?resourceVersion=0123",
                "?labelSelector=resourceVersion%3D0"
            })
    void all_else_is_sent_as_it_is(String uri) {
        assertThat(sent(PODS + uri)).isEqualTo(PODS + uri);
    }
}
