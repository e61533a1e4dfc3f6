package dev.workerapp.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.output.Colours.Colour;
import dev.workerapp.cli.output.Table.Cell;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintingTest {

    @ParameterizedTest
    @CsvSource({
        "-5, 0s",
        "0, 0s",
        "119, 119s",
        "120, 2m",
        "125, 2m5s",
        "599, 9m59s",
        "600, 10m",
        "10799, 179m",
        "10800, 3h",
        "14460, 4h1m",
        "28800, 8h",
        "172799, 47h",
        "172800, 2d",
        "180000, 2d2h",
        "691200, 8d",
        "63071999, 729d",
        "63072000, 2y",
        "66000000, 2y33d",
        "252288000, 8y"
    })
    void tellsAnAgeAsKubectlDoes(long seconds, String age) {
        assertThat(Age.of(Duration.ofSeconds(seconds))).isEqualTo(age);
    }

    @Test
    void tellsThatATimeIsNone() {
        assertThat(Age.since("", Instant.EPOCH)).isEqualTo("<unknown>");
    }

    @Test
    void padsByTheWidthThatIsSeen() {
        Table table = new Table(List.of("NAME", "STATE", "TEXT"));
        table.row(List.of(Cell.of("日本"), Cell.of("ok", Colour.GREEN), Cell.of("")));
        table.row(List.of(Cell.of("e\u0301a"), Cell.of("wrong", Colour.RED), Cell.of("a\tb\u001b[2Jc")));

        assertThat(table.take(new Colours(true), true))
                .containsExactly(
                        "NAME   STATE   TEXT",
                        "日本   \033[32mok\033[0m      -",
                        "e\u0301a     \033[31mwrong\033[0m   a bc");
        assertThat(table.isEmpty()).isTrue();
    }

    @Test
    void keepsAwayWhatSteersTheTerminal() {
        String nasty = "\033[31mred\033[0m \033]0;title\007a\033[2J\033Pq\033\\b\r\n\u009b1m\033";

        assertThat(Escapes.none(nasty)).isEqualTo("red ab1m");
        assertThat(Escapes.coloursOnly(nasty)).isEqualTo("\033[31mred\033[0m ab1m");
        assertThat(Escapes.none("plain")).isSameAs("plain");
    }

    @Test
    void cutsOffWhatDoesNotFit() {
        assertThat(Width.cut("abcdef", 6, true)).isEqualTo("abcdef");
        assertThat(Width.cut("abcdef", 5, true)).isEqualTo("abcd…");
        assertThat(Width.cut("日本語", 5, true)).isEqualTo("日本…");
        assertThat(Width.cut("abcdef", 5, false)).isEqualTo("ab...");
    }

    @Test
    void takesSymbolsFromTheLocale() {
        assertThat(surroundings(Map.of("LANG", "de_DE.utf8")).unicode()).isTrue();
        assertThat(surroundings(Map.of("LANG", "de_DE.UTF-8", "LC_ALL", "C")).unicode())
                .isFalse();
        assertThat(surroundings(Map.of()).unicode()).isFalse();
    }

    private static Surroundings surroundings(Map<String, String> environment) {
        return new Surroundings(environment, false, false, false);
    }

    @Test
    void writesYamlAsKubectlDoes() {
        Json json = Json.object(
                "kind", "Version",
                "list", List.of(Json.object("a", 1, "b", Json.object("c", "x y")), "on", List.of()),
                "empty", Json.object(),
                "text", List.of("1.5", "", "a: b", "line\nbreak", "~", "ü"),
                "none", Json.Nothing.NOTHING);

        assertThat(Yaml.of(json)).isEqualTo("""
                        kind: Version
                        list:
                        - a: 1
                          b:
                            c: x y
                        - "on"
                        - []
                        empty: {}
                        text:
                        - "1.5"
                        - ""
                        - "a: b"
                        - "line\\nbreak"
                        - "~"
                        - "ü"
                        none: null""");
    }
}
