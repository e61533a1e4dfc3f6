package dev.workerapp.cli.kubectl;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.json.JsonText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lists objects and watches them from then on. When the watch ends, for whatever reason, they are listed anew
 * after a second, for as long as it is open.
 *
 * <p>{@link #follow} runs in the caller's thread; {@link #end} may be called from any other.
 */
public final class Watch implements AutoCloseable {

    private static final long RETRY_MILLIS = 1000;

    /** The API server ends a watch after that: a connection that is dead without having been closed is noticed then. */
    private static final int WATCH_SECONDS = 240;

    private final Api api;
    private final String path;
    private final Map<String, Json> objects = new LinkedHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Reply open;

    /** Of the list at this path, which may have a query with selectors. */
    public Watch(Api api, String path) {
        this.api = api;
        this.path = path;
    }

    /**
     * Calls the listener with all objects, by namespace and name in the API server's order: at first, and after each change.
     * The map is the listener's only for the time of the call. Returns when the watch is closed.
     *
     * @throws ApiFailure if the first list is refused; later refusals are tried again
     */
    public void follow(Consumer<Map<String, Json>> listener) {
        boolean listed = false;
        while (isOpen()) {
            try {
                String version = list();
                listed = true;
                listener.accept(objects);
                watch(version, listener);
            } catch (ApiFailure e) {
                if (!listed && isOpen()) {
                    throw e;
                }
            } catch (IOException _) {
                // The connection was lost, or never there.
            }
            pause();
        }
    }

    /** Reads all, and returns the version from which they are watched. */
    private String list() {
        Json list = api.get(path);
        objects.clear();
        for (Json item : list.at("items").items()) {
            objects.put(key(item), item);
        }
        return list.at("metadata", "resourceVersion").text();
    }

    private void watch(String version, Consumer<Map<String, Json>> listener) throws IOException {
        String query = (path.contains("?") ? "&" : "?") + "watch=1&allowWatchBookmarks=true&timeoutSeconds="
                + WATCH_SECONDS + "&resourceVersion=" + version;
        try (Reply reply = api.exchange(Request.get(path + query))) {
            open = reply;
            if (!reply.ok() || !isOpen()) {
                return;
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(reply.body(), UTF_8));
            for (String line = lines.readLine(); line != null && isOpen(); line = lines.readLine()) {
                if (!apply(JsonText.read(line.getBytes(UTF_8)), listener)) {
                    return;
                }
            }
        } finally {
            open = null;
        }
    }

    /** Takes in an event. False if all must be listed anew, as for 410 Gone. */
    private boolean apply(Json event, Consumer<Map<String, Json>> listener) {
        Json object = event.at("object");
        switch (event.at("type").text()) {
            case "ADDED", "MODIFIED" -> objects.put(key(object), object);
            case "DELETED" -> objects.remove(key(object));
            case "BOOKMARK" -> {
                return true;
            }
            default -> {
                return false;
            }
        }
        listener.accept(objects);
        return true;
    }

    private static String key(Json object) {
        return object.at("metadata", "namespace").text() + "/"
                + object.at("metadata", "name").text();
    }

    private boolean isOpen() {
        return closed.getCount() > 0;
    }

    private void pause() {
        try {
            boolean _ = closed.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            end();
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it, from any thread: the listener is not called again once the call under way has returned. */
    public void end() {
        closed.countDown();
        Reply reading = open;
        if (reading != null) {
            reading.close();
        }
    }

    @Override
    public void close() {
        end();
    }
}
