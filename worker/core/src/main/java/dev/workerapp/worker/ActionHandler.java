package dev.workerapp.worker;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a worker does when it is asked for an action. */
@FunctionalInterface
public interface ActionHandler {
    /**
     * Does it, on a thread of its own, which is interrupted after 30 s.
     *
     * @param arguments as the caller has given them; may be empty
     * @return what the caller gets, up to 1 MiB: text is passed on as it is, null is no answer but that it is done; maps,
     *     collections, numbers and truth values become JSON, and in those all else is its text
     * @throws Exception whose text the caller gets; the call then has failed
     */
    @Nullable
    Object run(List<String> arguments) throws Exception;
}
