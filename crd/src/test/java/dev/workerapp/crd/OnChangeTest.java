package dev.workerapp.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OnChangeTest {

    @Test
    void every_field_of_the_spec_says_what_a_change_of_it_does() {
        for (RecordComponent field : leaves(WorkerAppSpec.class)) {
            assertThat(field.getAnnotation(OnChange.class))
                    .as("@OnChange of " + field)
                    .isNotNull();
        }
    }

    @Test
    void a_field_of_a_record_of_ours_leaves_that_to_the_record() {
        for (RecordComponent field : WorkerAppSpec.class.getRecordComponents()) {
            if (field.getType().isRecord()) {
                assertThat(field.getAnnotation(OnChange.class))
                        .as("@OnChange of " + field)
                        .isNull();
            }
        }
    }

    @Test
    void every_field_of_the_spec_is_described() {
        for (RecordComponent field : leaves(WorkerAppSpec.class)) {
            JsonPropertyDescription description = field.getAccessor().getAnnotation(JsonPropertyDescription.class);
            assertThat(description).as("description of " + field).isNotNull();
            assertThat(description.value()).endsWith(".").hasSizeGreaterThan(15);
        }
    }

    static List<RecordComponent> leaves(Class<?> type) {
        List<RecordComponent> result = new ArrayList<>();
        for (RecordComponent field : type.getRecordComponents()) {
            if (field.getType().isRecord()) {
                result.addAll(leaves(field.getType()));
            } else {
                result.add(field);
            }
        }
        return result;
    }
}
