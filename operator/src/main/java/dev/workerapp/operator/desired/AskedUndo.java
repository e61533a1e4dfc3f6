package dev.workerapp.operator.desired;

import dev.workerapp.crd.Names;
import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.api.Ownership;
import dev.workerapp.planner.UndoRequest;

/** The request to go back to an earlier revision, from an app's annotations. */
public final class AskedUndo {

    /** Of a token or a name, in characters: both are repeated in marks, messages and Events. */
    private static final int LONGEST = 253;

    private AskedUndo() {}

    /** That of an app; {@link UndoRequest#NONE} if it has none. */
    public static UndoRequest by(WorkerApp app) {
        String token = text(app, Names.UNDO_REQUESTED_AT);
        return token.isEmpty()
                ? UndoRequest.NONE
                : new UndoRequest(
                        token,
                        text(app, Names.UNDO_TO),
                        FieldManagers.lastOf(app).orElse(""));
    }

    private static String text(WorkerApp app, String name) {
        String text = Ownership.annotation(app, name).orElse("").strip();
        if (text.length() <= LONGEST) {
            return text;
        }
        // Half a character would be stored as another one.
        return text.substring(0, Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }
}
