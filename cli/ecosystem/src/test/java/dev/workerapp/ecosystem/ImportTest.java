package dev.workerapp.ecosystem;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImportTest {
    private static final String APP = "{name: 'shop', script: 'shop.js', port: 3000}";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void says_once_what_is_so_of_three_hundred_apps() throws Exception {
        write(
                "ecosystem.json",
                IntStream.range(0, 300)
                        .mapToObj("{name: 'app-%d', script: 'shop.js', port: 3000}"::formatted)
                        .collect(Collectors.joining(",\n", "[", "]")));

        Form.Ran ran = run("ecosystem.json");

        assertThat(ran.exit()).isZero();
        assertThat(ran.out().lines().filter("kind: WorkerApp"::equals)).hasSize(300);
        assertThat(ran.err())
                .contains("app-0, app-1, app-2 and 297 more: kill_timeout: not set")
                .hasLineCount(13);
    }

    @Test
    void reads_a_file_of_ten_megabytes_and_refuses_one_of_seventeen() throws Exception {
        write("ten.json", "[" + APP + "/*" + " ".repeat(5_000_000) + "*/" + "\n".repeat(5_000_000) + "]");
        write("seventeen.json", "[" + APP + " ".repeat(17_000_000) + "]");

        assertThat(run("ten.json").exit()).isZero();
        assertThat(run("seventeen.json"))
                .isEqualTo(new Form.Ran(1, "", "error: seventeen.json: it has more than 16 MiB\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"deep.json", "deep.config.js", "deep.yaml"})
    void refuses_what_is_nested_too_deep_by_its_place(String file) throws Exception {
        write(file, (file.endsWith("js") ? "module.exports = \n" : "\n") + "[".repeat(100_000));

        assertThat(run(file))
                .isEqualTo(new Form.Ran(1, "", "error: " + file + ":2:201: nested more than 200 levels deep\n"));
    }

    @Test
    void does_not_grow_with_a_text_that_repeats_itself() throws Exception {
        StringBuilder bomb = new StringBuilder("x: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("x%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(10)));
        }
        write("bomb.yaml", bomb + "apps: [{name: shop, script: a.js, port: 1, env: {BOMB: *a29}}]");

        Form.Ran ran = run("bomb.yaml");

        assertThat(ran.exit()).isZero();
        assertThat(ran.err()).contains("env.BOMB: not written: longer than 128 KiB");
    }

    @Test
    void writes_a_file_for_each_app_and_none_over_another_one() throws Exception {
        write("ecosystem.json", "[" + APP + ", {name: 'shop', script: 'a.js', port: 1, namespace: 'blue'}]");

        Form.Ran first = run("ecosystem.json", "-d", "out");
        Form.Ran second = run("ecosystem.json", "-d", "out");

        Path shop = folder.resolve("out/shop.yaml");
        Path blue = folder.resolve("out/blue/shop.yaml");
        assertThat(first.out()).isEqualTo(shop + "\n" + blue + "\n");
        assertThat(shop).content().contains("name: shop");
        assertThat(blue).content().contains("namespace: blue");
        assertThat(second)
                .isEqualTo(new Form.Ran(
                        1, "", "error: " + shop + " is there already: remove it, or name another folder\n"));
    }

    @Test
    void says_what_can_not_be_read() throws Exception {
        Files.write(folder.resolve("latin.json"), "[{name: 'caf\u00e9'}]".getBytes(ISO_8859_1));

        assertThat(run("none.json").err()).isEqualTo("error: there is no file " + folder.resolve("none.json") + "\n");
        assertThat(run("latin.json").err()).isEqualTo("error: latin.json: it is no text in UTF-8\n");
    }

    @Test
    void refuses_numbers_and_names_that_can_not_be_meant() throws Exception {
        write("ecosystem.json", APP);

        assertThat(run("ecosystem.json", "--instances", "0"))
                .isEqualTo(new Form.Ran(2, "", "error: --instances takes 1 to 1000, and this is 0\n"));
        assertThat(run("ecosystem.json", "--image-prefix", "a b").exit()).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.workerapp.ecosystem.Form#all")
    void prints_no_secret_unless_it_is_asked_to(Form form) throws Exception {
        Form.Ran ran = form.run();

        assertThat(ran.err()).doesNotContain("geheim", "hunter22", "ghp_");
        if (!form.toString().endsWith("inline")) {
            assertThat(ran.out()).doesNotContain("geheim", "hunter22", "ghp_");
        }
    }

    private void write(String file, String content) throws Exception {
        Files.writeString(folder.resolve(file), content);
    }

    private Form.Ran run(String file, String... options) throws Exception {
        return Form.run(folder, "".getBytes(UTF_8), Form.options(file, List.of(options)));
    }
}
