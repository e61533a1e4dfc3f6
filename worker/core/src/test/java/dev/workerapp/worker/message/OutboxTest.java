package dev.workerapp.worker.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.workerapp.worker.call.ActionToken;
import dev.workerapp.worker.control.TestControl;
import dev.workerapp.worker.testing.ChildJvm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A worker of slot 0 among others, each with its own endpoint. */
@Timeout(60)
class OutboxTest {
    private final Set<InetSocketAddress> peers = new HashSet<>();
    private final List<TestControl> others = new ArrayList<>();
    private final List<String> got = new CopyOnWriteArrayList<>();
    private final Inbox own = new Inbox();

    @TempDir
    private Path folder;

    private Path token = Path.of("");
    private Outbox outbox = new Outbox(0, Set::of, new ActionToken(Optional.empty()), own);

    @BeforeEach
    void start() throws IOException {
        token = Files.writeString(folder.resolve("token"), "t0ken\n");
        outbox = new Outbox(0, () -> Set.copyOf(peers), new ActionToken(Optional.of(token)), own);
    }

    @AfterEach
    void stop() throws IOException {
        for (var other : others) {
            other.close();
        }
    }

    @Test
    void aBroadcastReachesAllOthersAndCountsThoseThatDoNotListenOrAreNotThere() throws IOException {
        worker(1, "news");
        worker(2, "news");
        worker(3, "other");
        peers.add(new InetSocketAddress(InetAddress.getLoopbackAddress(), ChildJvm.freePort()));
        own.on("news", (from, text) -> got.add("own"));

        var sent = outbox.broadcast("news", "{\"price\":\"5 €\"}");

        assertThat(sent).isEqualTo(new Sent(2, 2));
        await().untilAsserted(() -> assertThat(got)
                .containsExactlyInAnyOrder("1 from 0: {\"price\":\"5 €\"}", "2 from 0: {\"price\":\"5 €\"}"));
    }

    @Test
    void aMessageToASlotReachesBothOfItsWorkersAndNoOther() throws IOException {
        worker(1, "work");
        worker(2, "work");
        worker(2, "work");

        for (int i = 0; i < 2; i++) {
            assertThat(outbox.send(2, "work", "go")).isEqualTo(new Sent(2, 0));
        }
        assertThat(outbox.send(1, "work", "go")).isEqualTo(new Sent(1, 0));

        await().untilAsserted(() -> assertThat(got)
                .containsExactlyInAnyOrder(
                        "2 from 0: go", "2 from 0: go", "2 from 0: go", "2 from 0: go", "1 from 0: go"));
    }

    @Test
    void aMessageToTheOwnSlotComesBack() {
        own.on("work", (from, text) -> got.add(text + " from " + from.getAsInt()));

        assertThat(outbox.send(0, "work", "go")).isEqualTo(new Sent(1, 0));
        assertThat(outbox.send(0, "nobody", "go")).isEqualTo(new Sent(0, 1));

        await().untilAsserted(() -> assertThat(got).containsExactly("go from 0"));
    }

    @Test
    void aSlotWithoutAWorkerIsDeliveredToNobody() throws IOException {
        worker(1, "work");

        assertThat(outbox.send(4, "work", "go")).isEqualTo(new Sent(0, 0));
    }

    @Test
    void anAddressThatNowBelongsToAnotherSlotIsFound() throws IOException {
        var first = worker(1, "work");
        assertThat(outbox.send(1, "work", "go")).isEqualTo(new Sent(1, 0));
        int port = first.port();
        first.close();
        peers.clear();
        // The port has another worker now, as an address may have.
        var second = new TestControl(2, token, port);
        others.add(second);
        // The port may be taken for a moment; it is tried again each second.
        await().until(() -> second.port() > 0);
        peers.add(second.address());
        second.inbox.on("work", (from, text) -> got.add("slot 2"));

        assertThat(outbox.send(2, "work", "go")).isEqualTo(new Sent(1, 0));
    }

    @Test
    void whatOneThreadSendsArrivesInItsOrder() throws IOException {
        worker(1, "count");

        for (int i = 0; i < 50; i++) {
            assertThat(outbox.broadcast("count", String.valueOf(i)).delivered()).isEqualTo(1);
        }

        await().untilAsserted(() -> assertThat(got)
                .containsExactlyElementsOf(
                        IntStream.range(0, 50).mapToObj(i -> "1 from 0: " + i).toList()));
    }

    @Test
    void withoutATokenNobodyIsReached() throws IOException {
        worker(1, "news");
        worker(2, "news");
        Files.delete(token);

        assertThat(outbox.broadcast("news", "x")).isEqualTo(new Sent(0, 2));
    }

    @Test
    void aMessageMayHave256Kibibytes() throws IOException {
        worker(1, "news");

        assertThat(outbox.broadcast("news", "x".repeat(256 * 1024))).isEqualTo(new Sent(1, 0));
        assertThatThrownBy(() -> outbox.broadcast("news", "x".repeat(256 * 1024 + 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A message may have 262144 bytes, and this one has 262145.");
        assertThatThrownBy(() -> outbox.send(-1, "news", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> outbox.broadcast("a b", "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void dnsGivesNoOtherWorkerWhereItKnowsNoneOrThisOneAlone() {
        assertThat(new DnsPeers(Optional.of("localhost"), 7979).now()).isEmpty();
        assertThat(new DnsPeers(Optional.of("no-such-host.invalid"), 7979).now())
                .isEmpty();
        assertThat(new DnsPeers(Optional.empty(), 7979).now()).isEmpty();
    }

    private TestControl worker(int slot, String topic) throws IOException {
        var worker = new TestControl(slot, token);
        others.add(worker);
        peers.add(worker.address());
        worker.inbox.on(topic, (from, text) -> got.add(slot + " from " + from.getAsInt() + ": " + text));
        return worker;
    }
}
