package dev.workerapp.operator.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.workerapp.crd.WorkerApp;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import java.util.List;

/**
 * What the API server sends of an object and nobody looks at is passed over: it would take more time and room than the
 * rest. So an object that was read must not be sent back whole; the operator's writes are patches and applies.
 */
@SuppressWarnings("UnusedMethod") // Jackson reads what the mix-ins are annotated with
final class Lean extends SimpleModule {

    private static final long serialVersionUID = 1;

    @Override
    public void setupModule(SetupContext context) {
        context.setMixInAnnotations(WorkerApp.class, LeanApp.class);
        context.setMixInAnnotations(ControllerRevision.class, WithoutFieldOwners.class);
        context.setMixInAnnotations(Pod.class, LeanPod.class);
        context.setMixInAnnotations(Node.class, LeanNode.class);
    }

    /** Services and budgets keep theirs: by the field owners one sees whether somebody has changed them. */
    private interface WithoutFieldOwners {
        @JsonDeserialize(as = Metadata.class)
        void setMetadata(ObjectMeta metadata);
    }

    private interface LeanApp {
        @JsonDeserialize(as = AppMetadata.class)
        void setMetadata(ObjectMeta metadata);
    }

    private interface LeanPod {
        @JsonDeserialize(as = PodMetadata.class)
        void setMetadata(ObjectMeta metadata);

        @JsonDeserialize(as = Spec.class)
        void setSpec(PodSpec spec);
    }

    private interface LeanNode extends WithoutFieldOwners {
        @JsonDeserialize(as = NodeParts.class)
        void setStatus(NodeStatus status);
    }

    @JsonIgnoreProperties("managedFields")
    private static final class Metadata extends ObjectMeta {
        private static final long serialVersionUID = 1;
    }

    /** Who has written it and when is of use, which fields is not. */
    private static final class AppMetadata extends ObjectMeta {
        private static final long serialVersionUID = 1;

        @Override
        @JsonDeserialize(contentAs = NamedWrite.class)
        public void setManagedFields(List<ManagedFieldsEntry> managedFields) {
            super.setManagedFields(managedFields);
        }
    }

    @JsonIncludeProperties({"manager", "subresource", "time"})
    private static final class NamedWrite extends ManagedFieldsEntry {
        private static final long serialVersionUID = 1;
    }

    /** When its status was written is of use, who has written what is not. */
    private static final class PodMetadata extends ObjectMeta {
        private static final long serialVersionUID = 1;

        @Override
        @JsonDeserialize(contentAs = Write.class)
        public void setManagedFields(List<ManagedFieldsEntry> managedFields) {
            super.setManagedFields(managedFields);
        }
    }

    @JsonIncludeProperties({"subresource", "time"})
    private static final class Write extends ManagedFieldsEntry {
        private static final long serialVersionUID = 1;
    }

    /** A node's status names each image that it has. */
    @JsonIncludeProperties({"capacity", "conditions"})
    private static final class NodeParts extends NodeStatus {
        private static final long serialVersionUID = 1;
    }

    /** Of a pod that is there; what an app's template has is read whole. */
    @JsonIncludeProperties({"nodeName", "tolerations", "containers", "initContainers", "readinessGates"})
    private static final class Spec extends PodSpec {
        private static final long serialVersionUID = 1;
    }
}
