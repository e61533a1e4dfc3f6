package dev.workerapp.operator.desired;

import dev.workerapp.crd.Names;
import dev.workerapp.operator.api.ApiNames;
import dev.workerapp.planner.Action;
import dev.workerapp.planner.Reason;
import dev.workerapp.planner.RecycleHistory;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a pod remembers of recycling, as its annotations. */
public final class RecycleMarks {

    private RecycleMarks() {}

    /** What a new pod is given. */
    static Map<String, String> of(Action.Create create) {
        Map<String, String> annotations = new TreeMap<>();
        if (create.reason().isVoluntary()) {
            annotations.put(Names.RECYCLED, ApiNames.of(create.reason()));
        }
        return annotations;
    }

    /** What a pod has; what a person has made of it that can't be read is nothing. */
    public static RecycleHistory of(Pod pod) {
        Map<String, String> annotations =
                Optional.ofNullable(pod.getMetadata().getAnnotations()).orElse(Map.of());
        return new RecycleHistory(Optional.ofNullable(annotations.get(Names.RECYCLED))
                .flatMap(text -> ApiNames.find(Reason.class, text))
                .filter(Reason::isVoluntary));
    }
}
