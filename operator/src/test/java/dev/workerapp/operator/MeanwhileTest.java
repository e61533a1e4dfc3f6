package dev.workerapp.operator;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happens to an app while its status is being written is not lost. */
@ExtendWith(ControlPlane.class)
class MeanwhileTest {

    private static int number;

    private final Meanwhile meanwhile = new Meanwhile();
    private final TestApp app;
    private final OperatorRun operator;

    MeanwhileTest(ControlPlane.Running plane) {
        app = TestApp.in(plane.admin(), "meanwhile-" + number++);
        operator = OperatorRun.in(plane, app.namespace(), meanwhile.around(OperatorRun.API));
    }

    @AfterEach
    void stop() {
        operator.close();
        app.client().namespaces().withName(app.namespace()).delete();
    }

    @Test
    void an_edit_is_seen() {
        app.apply("");
        app.awaitCondition("Ready", "True");

        meanwhile.happens(() -> app.image("v3"));
        app.image("v2");

        app.awaitTags("v3", "v3");
        app.awaitCondition("Ready", "True");
        assertThat(meanwhile.hasHappened()).isTrue();
    }

    @Test
    void a_deletion_is_seen_and_the_next_app_of_the_name_starts_anew() {
        app.apply("");
        app.awaitCondition("Ready", "True");
        String uid = app.get().getMetadata().getUid();

        meanwhile.happens(() -> app.resource().delete());
        app.image("v2");

        Awaitility.await().until(() -> app.resource().get() == null);
        app.apply("shop:v3", "");
        app.awaitCondition("Ready", "True");
        app.awaitTags("v3", "v3");
        assertThat(app.get().getMetadata().getUid()).isNotEqualTo(uid);
        assertThat(app.revisions())
                .allMatch(revision -> !revision.getMetadata()
                                .getOwnerReferences()
                                .getFirst()
                                .getUid()
                                .equals(uid)
                        || revision.getMetadata().getDeletionTimestamp() != null);
    }
}
