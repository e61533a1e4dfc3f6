package dev.workerapp.operator.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lists and events of objects' metadata, as the API server sends them. */
final class MetadataJson {

    private MetadataJson() {}

    /**
     * What a page of a list says beside its objects.
     *
     * @param version the version of the list
     * @param continueToken asks for the next page; empty for the last one
     */
    record Page(String version, String continueToken) {}

    /**
     * An event of a watch.
     *
     * @param type ADDED, MODIFIED, DELETED, BOOKMARK or ERROR
     * @param object the object; of an error there is none
     * @param code of an error
     * @param message of an error
     */
    record Event(String type, Optional<Metadata> object, int code, String message) {}

    /** Reads a page, and gives each object to the consumer. */
    static Page readPage(JsonParser json, Consumer<Metadata> objects) throws IOException {
        Page page = new Page("", "");
        begin(json.nextToken());
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "metadata" -> page = readListMetadata(json);
                case "items" -> {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        readObject(json).ifPresent(objects);
                    }
                }
                default -> json.skipChildren();
            }
        }
        if (page.version().isEmpty()) {
            throw new IOException("the list has no version");
        }
        return page;
    }

    private static Page readListMetadata(JsonParser json) throws IOException {
        String version = "";
        String continueToken = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "resourceVersion" -> version = json.getText();
                case "continue" -> continueToken = json.getText();
                default -> json.skipChildren();
            }
        }
        return new Page(version, continueToken);
    }

    private static Optional<Metadata> readObject(JsonParser json) throws IOException {
        Optional<Metadata> metadata = Optional.empty();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean isMetadata = json.currentName().equals("metadata");
            json.nextToken();
            if (isMetadata) {
                metadata = Optional.of(Metadata.read(json));
            } else {
                json.skipChildren();
            }
        }
        return metadata;
    }

    /** The next event; empty when the watch has ended. */
    static Optional<Event> readEvent(JsonParser json) throws IOException {
        JsonToken first = json.nextToken();
        if (first == null) {
            return Optional.empty();
        }
        begin(first);
        String type = "";
        Event event = new Event("", Optional.empty(), 0, "");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "type" -> type = json.getText();
                case "object" -> event = readEventObject(json);
                default -> json.skipChildren();
            }
        }
        return Optional.of(new Event(type, event.object(), event.code(), event.message()));
    }

    /** An object, or the Status that an error has in its place. */
    private static Event readEventObject(JsonParser json) throws IOException {
        Optional<Metadata> metadata = Optional.empty();
        int code = 0;
        String message = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "metadata" -> metadata = Optional.of(Metadata.read(json));
                case "code" -> code = json.getValueAsInt();
                case "message" -> message = json.getText();
                default -> json.skipChildren();
            }
        }
        return new Event("", metadata, code, message);
    }

    private static void begin(@Nullable JsonToken token) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            throw new IOException("the answer is not an object but begins with " + token);
        }
    }
}
