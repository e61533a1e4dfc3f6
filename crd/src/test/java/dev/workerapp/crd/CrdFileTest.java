package dev.workerapp.crd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.testing.ApiServer;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class CrdFileTest {

    @Test
    void the_file_is_what_the_classes_generate() throws IOException {
        Written.asGenerated(CrdFile.PATH, CrdFile.yaml(CrdFile.generate()));
    }

    @Test
    void the_file_fits_the_annotation_of_kubectl_apply() throws IOException {
        assertThat(Files.size(ApiServer.ROOT.resolve(CrdFile.PATH))).isLessThan(256 * 1024);
    }
}
