package dev.workerapp.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.planner.Action;
import dev.workerapp.planner.CrashHistory;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.RecycleHistory;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Golden folders: an app beside the objects that are made of it. A new case is a new folder with an {@code app.yaml};
 * {@code make generate} writes the rest. A difference in a pod or revision is a change that users see when they upgrade.
 */
class GoldenTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    static List<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.list(GOLDEN)) {
            return folders.sorted().toList();
        }
    }

    private static final Action.Create CREATE =
            new Action.Create(1, "r", 2, CrashHistory.NONE, RecycleHistory.NONE, Reason.EMPTY_SLOT);

    @ParameterizedTest
    @MethodSource("cases")
    void an_app_makes_these_objects(Path folder) throws IOException {
        WorkerApp app = Serialization.unmarshal(Files.readString(folder.resolve("app.yaml")), WorkerApp.class);
        StoredRevision revision =
                StoredRevision.render(app, Optional.empty(), ConfigMarks.NONE, "example/runtime:1", 0);

        String objects = Stream.of(
                        Stream.of(
                                revision.object(),
                                ActionAccess.in(app, WorkerPod.of(app, revision, CREATE, "its-own-token"))),
                        Dependents.service(app).wanted().stream(),
                        Dependents.peers(app, true).wanted().stream(),
                        Dependents.budget(app, false, app.getSpec().instances()).wanted().stream())
                .flatMap(stream -> stream)
                .map(Serialization::asYaml)
                .collect(Collectors.joining());

        Path expected = folder.resolve("objects.yaml");
        if (Boolean.getBoolean("generate")) {
            Files.writeString(expected, objects);
        }
        assertThat(expected)
                .as("run `make generate` and look at the difference")
                .hasContent(objects);
    }
}
