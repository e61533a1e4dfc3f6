package dev.workerapp.cli.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class JsonTextTest {

    private static final String TEXT = "{\"a\":[1,2.50,\"x\\n\",true,null,{}],\"b\":{\"c\":\"ü\"}}";

    @Test
    void writesWhatItHasRead() throws IOException {
        assertThat(JsonText.compact(read(TEXT))).isEqualTo(TEXT);
        assertThat(read(JsonText.indented(read(TEXT)))).isEqualTo(read(TEXT));
        assertThat(JsonText.indented(read("{\"a\":[1,{\"b\":2}]}")))
                .isEqualTo("{\n    \"a\": [\n        1,\n        {\n            \"b\": 2\n        }\n    ]\n}");
    }

    @Test
    void followsPathsThatEnd() throws IOException {
        Json json = read(TEXT);

        assertThat(json.at("b", "c").text()).isEqualTo("ü");
        assertThat(json.at("b", "x", "y").present()).isFalse();
        assertThat(json.at("a", "x").text()).isEmpty();
        assertThat(json.at("a").items().getFirst().integer(7)).isEqualTo(1);
        assertThat(json.at("b").integer(7)).isEqualTo(7);
        assertThat(json.at("a").items().get(3).isTrue()).isTrue();
    }

    @Test
    void refusesWhatIsNoJson() {
        assertThatThrownBy(() -> read("{\"a\": nope}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line: 1");
        assertThatThrownBy(() -> read("{\"a\": ")).isInstanceOf(IOException.class);
    }

    private static Json read(String text) throws IOException {
        return JsonText.read(text.getBytes(UTF_8));
    }
}
