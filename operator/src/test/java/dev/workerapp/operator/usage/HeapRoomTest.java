package dev.workerapp.operator.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.model.Model;
import dev.workerapp.planner.Problem;
import dev.workerapp.planner.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeapRoomTest {

    @Test
    void a_limit_that_every_jvm_comes_over_is_named_with_one_that_will_do() {
        assertThat(HeapRoom.tooLittle(app("200Mi", "-Xmx192m")))
                .hasValue(new Problem(
                        Reason.MEMORY_LIMIT_LOW,
                        "recycle.maxMemory is 200Mi, and java.options has -Xmx192m: such a JVM needs about 240Mi even"
                                + " without a leak, so every worker would be replaced again and again. Raise"
                                + " recycle.maxMemory to that or more, or lower -Xmx."));
    }

    @ParameterizedTest
    @CsvSource({
        "240Mi, -Xmx192m, true",
        "239Mi, -Xmx192m, false",
        "1280Mi, -Xmx1g, true",
        "1279Mi, -Xmx1G, false",
        "1280Ki, -Xmx1048576, true",
        "100Mi, -XX:+UseSerialGC, true"
    })
    void the_heap_and_a_quarter_of_it_have_room(String limit, String option, boolean enough) {
        assertThat(HeapRoom.tooLittle(app(limit, option)).isEmpty()).isEqualTo(enough);
    }

    @Test
    void of_several_options_the_last_is_in_force() {
        assertThat(HeapRoom.tooLittle(app("100Mi", "-Xmx1g, -Xmx64m"))).isEmpty();
        assertThat(HeapRoom.tooLittle(app("100Mi", "-Xmx64m, -Xmx1g"))).isPresent();
    }

    private static WorkerApp app(String limit, String options) {
        return Model.JSON.unmarshal("""
                apiVersion: workerapp.dev/v1
                kind: WorkerApp
                metadata: {name: shop}
                spec: {image: a, port: 8080, java: {options: [%s]}, recycle: {maxMemory: %s}}
                """.formatted(options, limit), WorkerApp.class);
    }
}
