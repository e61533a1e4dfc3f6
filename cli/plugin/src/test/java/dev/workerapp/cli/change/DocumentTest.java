package dev.workerapp.cli.change;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentTest {

    @Test
    void eachDocumentIsOneObject() {
        List<Document> documents = read("""
                # The first document is a comment alone.
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: words, namespace: other}
                data:
                  text: |
                    a line
                     --- and no new document
                --- # and a comment
                {"apiVersion": "workerapp.dev/v1", "kind": "WorkerApp", "metadata": {"name": "shop"},
                 "spec": {"suspend": true}}
                """);

        assertThat(documents).hasSize(2);
        assertThat(documents.getFirst().namespace()).contains("other");
        assertThat(documents.getFirst().text()).contains(" --- and no new document");
        assertThat(documents.getLast().name()).isEqualTo("shop");
        assertThat(documents.getLast().suspends()).isTrue();
        assertThat(documents.getLast().where()).isEqualTo("standard input:11");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'kind: X' | error: standard input:1: an object has apiVersion, kind and metadata.name; one is missing
            '---\nkind: List\napiVersion: v1' | error: standard input:2: an object has apiVersion, kind and metadata.name; write the items of a List as documents of their own
            'apps: []' | error: standard input:1: this is PM2's, and no object of the API: kubectl workerapp import makes WorkerApps of it
            '# nothing' | error: standard input has no object
            """)
    void whatIsNoObjectIsRefused(String text, String message) {
        assertThatThrownBy(() -> read(text.replace("\\n", "\n"))).hasMessage(message);
    }

    @Test
    void aMistakeIsNamedByItsLineInTheFile() {
        assertThatThrownBy(() -> read("# none\n---\nkind: [\n"))
                .hasMessageStartingWith("error: standard input:4:1: no YAML: ");
    }

    @Test
    void aFileThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> Document.read("none.yaml", new ByteArrayInputStream(new byte[0])))
                .hasMessage("error: there is no file \"none.yaml\"");
    }

    private static List<Document> read(String text) {
        return Document.read("-", new ByteArrayInputStream(text.getBytes(UTF_8)));
    }
}
