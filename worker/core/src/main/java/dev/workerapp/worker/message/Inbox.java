package dev.workerapp.worker.message;

import dev.workerapp.worker.call.CallException;
import dev.workerapp.worker.call.CallException.Reason;
import dev.workerapp.worker.call.CallNames;
import dev.workerapp.worker.log.Log;
import dev.workerapp.worker.thread.Threads;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The messages that this worker gets: handled one after the other, in the order in which they came, on one thread. Up to
 * 100 wait. A handler that does not end in its time is interrupted; one that ignores that lets the queue fill up, and then
 * messages are refused. Safe for use by several threads.
 */
public final class Inbox {
    /** The longest message, in bytes. */
    public static final int LONGEST = 256 * 1024;

    private static final int WAITING = 100;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final NavigableMap<String, List<Handler>> topics = new ConcurrentSkipListMap<>();
    private final TimeLimit limit;
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            work -> Threads.daemon("workerapp-messages", work));

    /** Nobody listens yet. */
    public Inbox() {
        this(LIMIT);
    }

    /** @param limit how long a handler may take */
    Inbox(Duration limit) {
        this.limit = new TimeLimit(limit);
        thread.allowCoreThreadTimeOut(true);
    }

    /**
     * Gives messages on a topic to a handler, after those that were added before: the slot of the worker that has sent it,
     * empty if it was none, and the text.
     *
     * @throws IllegalArgumentException if the topic's name is not allowed
     */
    public void on(String topic, BiConsumer<OptionalInt, String> handler) {
        topics.computeIfAbsent(CallNames.checked(topic), any -> new CopyOnWriteArrayList<>())
                .add(new Handler(handler, Thread.currentThread().getContextClassLoader()));
    }

    /** The topics that somebody listens to, by name. */
    public List<String> topics() {
        return List.copyOf(topics.keySet());
    }

    /**
     * Takes a message, to be handled soon.
     *
     * @throws CallException if nobody listens to the topic, or too many wait
     */
    public void take(String topic, OptionalInt from, String text) throws CallException {
        var handlers = topics.get(topic);
        if (handlers == null) {
            throw new CallException(
                    Reason.NO_SUCH_TOPIC,
                    "This worker does not listen to topic \"" + topic + "\". It listens to: "
                            + (topics.isEmpty() ? "none" : String.join(", ", topics.keySet())) + ".");
        }
        try {
            thread.execute(() -> handlers.forEach(handler -> handle(topic, handler, from, text)));
        } catch (RejectedExecutionException e) {
            throw new CallException(
                    Reason.TOO_MANY_CALLS, WAITING + " messages wait in this worker. Try again later.", e);
        }
    }

    private void handle(String topic, Handler handler, OptionalInt from, String text) {
        Thread.currentThread().setContextClassLoader(handler.loader());
        boolean inTime = limit.run(() -> {
            try {
                handler.work().accept(from, text);
            } catch (Throwable e) {
                // The app's code may throw anything.
                Log.line("a handler of messages on " + topic + " failed", e);
            }
        });
        if (!inTime) {
            Log.line("a handler of messages on " + topic + " did not end within " + limit + " and was interrupted");
        }
    }

    /** With the context class loader of the thread that registered it, as the app expects to find its own classes. */
    private record Handler(
            BiConsumer<OptionalInt, String> work, @Nullable ClassLoader loader) {}
}
