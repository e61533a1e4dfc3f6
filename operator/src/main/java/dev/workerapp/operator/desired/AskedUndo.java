package dev.workerapp.operator.desired;

import dev.workerapp.crd.Names;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.planner.UndoRequest;
import java.util.Map;
import java.util.Objects;

/** The request to go back to an earlier revision, from an app's annotations. */
public final class AskedUndo {

    /** Of a token or a name, in characters: both are repeated in marks, messages and Events. */
    private static final int LONGEST = 253;

    private AskedUndo() {}

    /** That of an app; {@link UndoRequest#NONE} if it has none. */
    public static UndoRequest by(WorkerApp app) {
        Map<String, String> annotations =
                Objects.requireNonNullElse(app.getMetadata().getAnnotations(), Map.of());
        String token = text(annotations, Names.UNDO_REQUESTED_AT);
        return token.isEmpty()
                ? UndoRequest.NONE
                : new UndoRequest(
                        token,
                        text(annotations, Names.UNDO_TO),
                        FieldManagers.lastOf(app).orElse(""));
    }

    private static String text(Map<String, String> annotations, String name) {
        String text = annotations.getOrDefault(name, "").strip();
        if (text.length() <= LONGEST) {
            return text;
        }
        // Half a character would be stored as another one.
        return text.substring(0, Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }
}
