package dev.workerapp.worker.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void valuesAreWrittenAsWhatTheyAreInJsonAndAllElseAsText() {
        var map = new LinkedHashMap<Object, Object>();
        map.put("cleared", 812);
        map.put("ratio", 0.5);
        map.put("lost", Double.NaN);
        map.put("done", true);
        map.put("why", null);
        map.put(7, Arrays.asList("a", List.of(), Map.of(), Path.of("/tmp/x")));

        assertThat(Json.of(map))
                .isEqualTo("{\"cleared\":812,\"ratio\":0.5,\"lost\":null,\"done\":true,\"why\":null,"
                        + "\"7\":[\"a\",[],{},\"/tmp/x\"]}");
    }

    @Test
    void textComesBackAsItWas() {
        var texts = List.of(
                "",
                "plain",
                "a \"quoted\" \\ one",
                "line\nreturn\rtab\t\b\f\u0001",
                "ümläut €",
                "\ud83d\ude00",
                "\ud83d");

        assertThat(Json.strings(Json.of(texts))).contains(texts);
    }

    @Test
    void anArrayOfStringsMayHaveBlanksAndEscapes() {
        assertThat(Json.strings(" [ \"a\\u0041\\/\" ,\t\"\" ]\r\n")).contains(List.of("aA/", ""));
        assertThat(Json.strings("[]")).contains(List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "\"a\"",
                "[1]",
                "[\"a\"",
                "[\"a\",]",
                "[\"a\" \"b\"]",
                "[\"a\"]]",
                "[\"\\x\"]",
                "[\"\\u00g0\"]",
                "[\"\\u00",
                "[\"\n\"]",
                "[\"a",
                "[\"\\",
                "[[\"a\"]]"
            })
    void whatIsNoArrayOfStringsIsRefused(String json) {
        assertThat(Json.strings(json)).isEmpty();
    }
}
