package dev.workerapp.operator.faults.api;

import io.fabric8.kubernetes.client.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

/** A watch as the Kubernetes client wants it: one message for each that it asks for, in their order. Thread-safe. */
final class TransportWebSocket implements WebSocket, ApiTransport.Listener {

    private static final int NORMAL = 1000;

    private final WebSocket.Listener listener;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private Runnable close = () -> {};
    private long wanted;
    private boolean open;
    private boolean over;

    TransportWebSocket(WebSocket.Listener listener) {
        this.listener = listener;
    }

    synchronized void open(Runnable onClose) {
        close = onClose;
        open = true;
        wanted = 1;
        listener.onOpen(this);
        deliver();
    }

    @Override
    public synchronized void event(String json) {
        waiting.add(() -> {
            wanted--;
            listener.onMessage(this, json);
        });
        deliver();
    }

    @Override
    public synchronized void ended() {
        waiting.add(() -> end(NORMAL, "the server has closed the watch"));
        deliver();
    }

    private void end(int code, String reason) {
        if (!over) {
            over = true;
            close.run();
            listener.onClose(this, code, reason);
        }
    }

    private void deliver() {
        while (open && !over && wanted > 0 && !waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    @Override
    public synchronized void request() {
        wanted++;
        deliver();
    }

    @Override
    public synchronized boolean sendClose(int code, String reason) {
        if (over) {
            return false;
        }
        end(code, "closed by the client");
        return true;
    }

    @Override
    public boolean send(ByteBuffer buffer) {
        return false;
    }

    @Override
    public long queueSize() {
        return 0;
    }
}
