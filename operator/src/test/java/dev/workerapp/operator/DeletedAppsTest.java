package dev.workerapp.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.crd.WorkerApp;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import org.junit.jupiter.api.Test;

class DeletedAppsTest {

    private final DeletedApps deleted = new DeletedApps();

    @Test
    void another_app_of_the_same_name_is_not_deleted() {
        deleted.add(app("first"));

        assertThat(deleted.contains(app("first"))).isTrue();
        assertThat(deleted.contains(app("second"))).isFalse();
    }

    @Test
    void only_the_last_are_kept() {
        for (int number = 0; number <= DeletedApps.MOST; number++) {
            deleted.add(app("uid-" + number));
        }

        assertThat(deleted.contains(app("uid-0"))).isFalse();
        assertThat(deleted.contains(app("uid-1"))).isTrue();
    }

    private static WorkerApp app(String uid) {
        WorkerApp app = new WorkerApp();
        app.setMetadata(new ObjectMetaBuilder().withName("shop").withUid(uid).build());
        return app;
    }
}
