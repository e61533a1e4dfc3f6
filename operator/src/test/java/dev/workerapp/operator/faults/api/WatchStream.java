package dev.workerapp.operator.faults.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** The changes of one collection as the events of a watch. Called in the order of the changes. */
final class WatchStream {

    private final Target target;
    private final Predicate<ObjectNode> selected;
    private final ApiTransport.Listener listener;
    private final AtomicBoolean closed = new AtomicBoolean();

    WatchStream(Target target, ApiTransport.Listener listener) {
        this.target = target;
        this.selected = Labels.selector(target.parameter("labelSelector"));
        this.listener = listener;
    }

    void changed(Change change) {
        if (closed.get() || !target.covers(change.key())) {
            return;
        }
        Optional<ObjectNode> before = change.before().filter(selected);
        Optional<ObjectNode> after = change.after().filter(selected);
        if (after.isPresent()) {
            tell(before.isPresent() ? "MODIFIED" : "ADDED", after.get());
        } else if (before.isPresent()) {
            // The last state that was selected, with the version of its end.
            ObjectNode last = before.get().deepCopy();
            last.withObject("/metadata").put("resourceVersion", Long.toString(change.version()));
            tell("DELETED", last);
        }
    }

    private void tell(String type, ObjectNode object) {
        listener.event("{\"type\":\"" + type + "\",\"object\":" + object + "}");
    }

    void close() {
        closed.set(true);
    }
}
