package dev.workerapp.crd;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class FieldReferenceTest {

    @Test
    void the_page_is_what_the_classes_generate() throws IOException {
        Written.asGenerated("docs/fields.md", FieldReference.markdown());
    }
}
