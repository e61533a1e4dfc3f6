package dev.workerapp.operator.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.workerapp.crd.Names;
import java.io.IOException;

/**
 * What is kept of an object's metadata. All else is passed over as it is read, annotations first: that of a last-applied
 * configuration holds the data of a Secret.
 *
 * @param namespace its namespace
 * @param name its name
 * @param version its resource version
 * @param manager the field manager that changed it last; empty if that is not known
 * @param uid its UID
 * @param app the app whose label it has; empty if it has none
 * @param owner the UID of what controls it; empty if nothing does
 * @param ignored whether it has the annotation by which its changes lead to nothing
 */
record Metadata(
        String namespace,
        String name,
        String version,
        String manager,
        String uid,
        String app,
        String owner,
        boolean ignored) {

    /** Of nothing. */
    static final Metadata NONE = new Metadata("", "", "", "", "", "", "", false);

    /** Reads the value of a field {@code metadata}, at the beginning of which the parser is. */
    static Metadata read(JsonParser json) throws IOException {
        String namespace = "";
        String name = "";
        String version = "";
        String manager = "";
        String uid = "";
        String app = "";
        String owner = "";
        boolean ignored = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "namespace" -> namespace = json.getText();
                case "name" -> name = json.getText();
                case "resourceVersion" -> version = json.getText();
                case "managedFields" -> manager = readLastManager(json);
                case "uid" -> uid = json.getText();
                case "labels" -> app = readApp(json);
                case "ownerReferences" -> owner = readController(json);
                case "annotations" -> ignored = isIgnored(json);
                default -> json.skipChildren();
            }
        }
        return new Metadata(namespace, name, version, manager, uid, app, owner, ignored);
    }

    private static String readApp(JsonParser json) throws IOException {
        String app = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean isIt = json.currentName().equals(Names.APP);
            json.nextToken();
            app = isIt ? json.getText() : app;
        }
        return app;
    }

    private static String readController(JsonParser json) throws IOException {
        String controller = "";
        while (json.nextToken() == JsonToken.START_OBJECT) {
            String uid = "";
            boolean controls = false;
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "uid" -> uid = json.getText();
                    case "controller" -> controls = json.getBooleanValue();
                    default -> json.skipChildren();
                }
            }
            controller = controls ? uid : controller;
        }
        return controller;
    }

    private static String readLastManager(JsonParser json) throws IOException {
        String last = "";
        String lastTime = "";
        while (json.nextToken() == JsonToken.START_OBJECT) {
            String manager = "";
            String time = "";
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "manager" -> manager = json.getText();
                    case "time" -> time = json.getText();
                    default -> json.skipChildren();
                }
            }
            // All are of the server's form, in UTC.
            if (time.compareTo(lastTime) >= 0) {
                last = manager;
                lastTime = time;
            }
        }
        return last;
    }

    private static boolean isIgnored(JsonParser json) throws IOException {
        boolean ignored = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean isIt = json.currentName().equals(Names.IGNORE);
            json.nextToken();
            ignored |= isIt && json.getText().equals("true");
        }
        return ignored;
    }
}
