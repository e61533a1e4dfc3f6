package dev.workerapp.operator;

import dev.workerapp.crd.WorkerApp;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Objects;

/** Which changes of an app are worth a look: of what it asks for, not of the status that the operator writes itself. */
public final class AskedAnew implements OnUpdateFilter<WorkerApp> {

    @Override
    public boolean accept(WorkerApp now, WorkerApp before) {
        return !Objects.equals(
                        now.getMetadata().getGeneration(), before.getMetadata().getGeneration())
                || !Objects.equals(
                        now.getMetadata().getAnnotations(), before.getMetadata().getAnnotations())
                || !Objects.equals(
                        now.getMetadata().getLabels(), before.getMetadata().getLabels())
                || !Objects.equals(
                        now.getMetadata().getUid(), before.getMetadata().getUid());
    }
}
