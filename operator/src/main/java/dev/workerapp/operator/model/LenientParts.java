package dev.workerapp.operator.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.PropertyName;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBuilder;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.SettableBeanProperty;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.workerapp.crd.WorkerApp;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeSpec;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the spec, the status and the data of an object each for itself: one that can't be read is passed over, and the
 * rest of the object, of its list and of the watch is read as ever. By itself Jackson gives up a whole list for one number,
 * and the informer ends. Thread-safe.
 */
final class LenientParts extends SimpleModule {

    private static final long serialVersionUID = 1;

    private static final Logger LOG = LoggerFactory.getLogger(LenientParts.class);

    /** What the informers hold. */
    private static final Set<Class<?>> KINDS = Set.of(
            WorkerApp.class, Pod.class, Node.class, Service.class, PodDisruptionBudget.class, ControllerRevision.class);

    @Override
    public void setupModule(SetupContext context) {
        context.addBeanDeserializerModifier(new BeanDeserializerModifier() {
            private static final long serialVersionUID = 1;

            @Override
            public BeanDeserializerBuilder updateBuilder(
                    DeserializationConfig config, BeanDescription bean, BeanDeserializerBuilder builder) {
                if (KINDS.contains(bean.getBeanClass())) {
                    find(builder, "spec").ifPresent(spec -> builder.addOrReplaceProperty(new Part(spec), true));
                    find(builder, "status").ifPresent(status -> builder.addOrReplaceProperty(new Part(status), true));
                    find(builder, "data")
                            .map(data -> data.withValueDeserializer(new PlainData()))
                            .ifPresent(data -> builder.addOrReplaceProperty(new Part(data), true));
                }
                return builder;
            }
        });
    }

    private static Optional<SettableBeanProperty> find(BeanDeserializerBuilder builder, String part) {
        return Optional.ofNullable(builder.findProperty(PropertyName.construct(part)));
    }

    /** One of these parts. */
    private static final class Part extends SettableBeanProperty.Delegating {

        private static final long serialVersionUID = 1;

        Part(SettableBeanProperty property) {
            super(property);
        }

        @Override
        protected SettableBeanProperty withDelegate(SettableBeanProperty other) {
            return new Part(other);
        }

        @Override
        public void deserializeAndSet(JsonParser parser, DeserializationContext context, Object object)
                throws IOException {
            int depth = depth(parser.getParsingContext());
            boolean hasParts = parser.currentToken().isStructStart();
            try {
                delegate.deserializeAndSet(parser, context, object);
            } catch (JsonProcessingException e) {
                if (hasParts) {
                    skip(parser, depth, e);
                }
                passOver(object, UnreadableField.describe(getName(), e));
            }
        }

        private void passOver(Object object, String why) {
            ObjectMeta metadata = Objects.requireNonNullElseGet(((HasMetadata) object).getMetadata(), ObjectMeta::new);
            LOG.warn(
                    "{} {}/{} can't be read: {}",
                    object.getClass().getSimpleName(),
                    metadata.getNamespace(),
                    metadata.getName(),
                    why);
            if (getName().equals("spec")) {
                // Whoever reads a pod or node takes for granted that it has one.
                switch (object) {
                    case WorkerApp app -> app.markUnreadable(why);
                    case Pod pod -> pod.setSpec(new PodSpec());
                    case Node node -> node.setSpec(new NodeSpec());
                    default -> {}
                }
            }
        }
    }

    /** Goes on until the object or array of this depth has ended, wherever in it the parser is. */
    private static void skip(JsonParser parser, int depth, JsonProcessingException cause) throws IOException {
        while (depth(parser.getParsingContext()) >= depth) {
            if (parser.nextToken() == null) {
                throw cause;
            }
        }
    }

    private static int depth(@Nullable JsonStreamContext context) {
        int depth = 0;
        for (JsonStreamContext at = context; at != null; at = at.getParent()) {
            depth++;
        }
        return depth;
    }
}
