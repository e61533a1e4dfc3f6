package dev.workerapp.operator.faults.api;

import io.fabric8.kubernetes.client.http.AsyncBody;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/** A watch as the body of an answer: a line for each event, which the client asks for one by one. Thread-safe. */
final class TransportStream implements AsyncBody, ApiTransport.Listener {

    private final AsyncBody.Consumer<List<ByteBuffer>> consumer;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private Runnable close = () -> {};
    private long wanted;

    TransportStream(AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        this.consumer = consumer;
    }

    synchronized void open(Runnable onClose) {
        close = onClose;
    }

    @Override
    public synchronized void event(String json) {
        waiting.add(() -> {
            wanted--;
            try {
                consumer.consume(List.of(ByteBuffer.wrap((json + "\n").getBytes(StandardCharsets.UTF_8))), this);
            } catch (Exception e) {
                done.completeExceptionally(e);
            }
        });
        deliver();
    }

    @Override
    public synchronized void ended() {
        waiting.add(() -> {
            close.run();
            done.complete(null);
        });
        deliver();
    }

    private void deliver() {
        while (!done.isDone() && wanted > 0 && !waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    @Override
    public synchronized void consume() {
        wanted++;
        deliver();
    }

    @Override
    public CompletableFuture<Void> done() {
        return done;
    }

    @Override
    public synchronized void cancel() {
        close.run();
        done.cancel(false);
    }
}
