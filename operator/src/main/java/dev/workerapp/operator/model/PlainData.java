package dev.workerapp.operator.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;

/**
 * Reads the data of a ControllerRevision as it stands. By itself the client takes data that has a kind for an object of
 * that kind. Data that is nested deeper than any template is not the operator's, and code that recurses over it would end
 * with a stack overflow. Thread-safe.
 */
final class PlainData extends StdDeserializer<JsonNode> {

    private static final long serialVersionUID = 1;

    private static final int DEEPEST = 100;

    PlainData() {
        super(JsonNode.class);
    }

    @Override
    public JsonNode deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        JsonNode data = context.readTree(parser);
        if (depth(data) > DEEPEST) {
            throw JsonMappingException.from(parser, "it is nested deeper than " + DEEPEST + " levels");
        }
        return data;
    }

    private static int depth(JsonNode data) throws IOException {
        int deepest = 0;
        int depth = 0;
        try (JsonParser tokens = data.traverse()) {
            for (JsonToken token = tokens.nextToken(); token != null; token = tokens.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                deepest = Math.max(deepest, depth);
            }
        }
        return deepest;
    }
}
