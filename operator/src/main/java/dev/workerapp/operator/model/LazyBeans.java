package dev.workerapp.operator.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.BeanDeserializerFactory;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.deser.ResolvableDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a class of Kubernetes' model when the first object of it is read. By itself Jackson looks, before it reads a
 * pod, at all that a pod may have, some 200 classes, of which most pods have a few. Thread-safe.
 */
final class LazyBeans extends SimpleModule {

    private static final long serialVersionUID = 1;

    private static final String MODEL = "io.fabric8.kubernetes.api.model.";

    @Override
    public void setupModule(SetupContext context) {
        context.addDeserializers(new Deserializers.Base() {
            @Override
            public @Nullable JsonDeserializer<?> findBeanDeserializer(
                    JavaType type, DeserializationConfig config, BeanDescription description) {
                return type.isConcrete() && type.getRawClass().getName().startsWith(MODEL) ? new LazyBean(type) : null;
            }
        });
    }

    /** Reads one class. */
    private static final class LazyBean extends StdDeserializer<Object> {

        private static final long serialVersionUID = 1;

        private transient volatile @Nullable JsonDeserializer<Object> bean;

        LazyBean(JavaType type) {
            super(type);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonDeserializer<Object> known = bean;
            if (known == null) {
                // Two threads may make it at once; either one will do.
                known = make(context);
                bean = known;
            }
            return known.deserialize(parser, context);
        }

        @SuppressWarnings("unchecked") // as the factory's own type
        private JsonDeserializer<Object> make(DeserializationContext context) throws JsonMappingException {
            JavaType type = getValueType();
            JsonDeserializer<Object> made = ((BeanDeserializerFactory) context.getFactory())
                    .buildBeanDeserializer(context, type, context.getConfig().introspect(type));
            if (made instanceof ResolvableDeserializer resolvable) {
                resolvable.resolve(context);
            }
            return (JsonDeserializer<Object>) context.handleSecondaryContextualization(made, null, type);
        }

        @Override
        public boolean isCachable() {
            return true;
        }
    }
}
