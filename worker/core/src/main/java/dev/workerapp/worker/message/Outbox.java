package dev.workerapp.worker.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workerapp.worker.call.ActionToken;
import dev.workerapp.worker.call.CallException;
import dev.workerapp.worker.call.CallNames;
import dev.workerapp.worker.log.Log;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends messages to the other workers of the app: to each once, and to those alone that are there now. It returns when
 * each has taken the message into its queue, or has not. So what one thread sends arrives in its order. Safe for use by several threads.
 */
public final class Outbox {
    /** So long no second line of the log says that messages are lost. */
    private static final long QUIET_NANOS = 10_000_000_000L;

    private static final int TAKEN = 202;
    private static final int OTHER_SLOT = 421;

    private final int slot;
    private final Peers peers;
    private final ActionToken token;
    private final Inbox own;
    private final Fan fan = new Fan();
    /** Which slot a peer has, as it has last said itself. */
    private final Map<InetSocketAddress, Integer> slots = new ConcurrentHashMap<>();

    private final AtomicLong lastLine = new AtomicLong(System.nanoTime() - QUIET_NANOS);

    /**
     * Of one worker.
     *
     * @param slot this worker's
     * @param own where messages to this worker's slot go
     */
    public Outbox(int slot, Peers peers, ActionToken token, Inbox own) {
        this.slot = slot;
        this.peers = peers;
        this.token = token;
        this.own = own;
    }

    /**
     * Sends to all others.
     *
     * @throws IllegalArgumentException if the topic's name is not allowed, or the text has more than 256 KiB
     */
    public Sent broadcast(String topic, String text) {
        check(topic, text);
        var others = peers.now();
        return toAll(others, topic, "", text);
    }

    /**
     * Sends to the workers of a slot, which may be this one too. While it is reloaded there are two, and there may be none.
     *
     * @throws IllegalArgumentException as above, or if the slot is negative
     */
    public Sent send(int to, String topic, String text) {
        check(topic, text);
        if (to < 0) {
            throw new IllegalArgumentException("there is no slot " + to);
        }
        var others = peers.now();
        slots.keySet().retainAll(others);
        var likely = others.stream()
                .filter(peer -> slots.getOrDefault(peer, to) == to)
                .toList();
        var header = PeerCall.SLOT + ": " + to + "\r\n";
        var sent = (to == slot ? here(topic, text) : Sent.NOBODY).plus(toAll(likely, topic, header, text));
        if (sent.delivered() > 0) {
            return sent;
        }
        // An address may have gone from one worker to another.
        var rest = others.stream().filter(peer -> !likely.contains(peer)).toList();
        return sent.plus(toAll(rest, topic, header, text));
    }

    private static void check(String topic, String text) {
        var unused = CallNames.checked(topic);
        int bytes = text.getBytes(UTF_8).length;
        if (bytes > Inbox.LONGEST) {
            throw new IllegalArgumentException(
                    "A message may have " + Inbox.LONGEST + " bytes, and this one has " + bytes + ".");
        }
    }

    private Sent here(String topic, String text) {
        try {
            own.take(topic, OptionalInt.of(slot), text);
            return new Sent(1, 0);
        } catch (CallException e) {
            lost(topic, "this worker: " + e.getMessage());
            return new Sent(0, 1);
        }
    }

    private Sent toAll(Collection<InetSocketAddress> to, String topic, String header, String text) {
        if (to.isEmpty()) {
            return Sent.NOBODY;
        }
        var known = token.now();
        if (known.isEmpty()) {
            lost(topic, "this worker has no token for actions and messages");
            return new Sent(0, to.size());
        }
        var headers = header + ActionToken.HEADER + ": " + known.get() + "\r\nX-WorkerApp-Sender: " + slot + "\r\n";
        return fan.out(List.copyOf(to), peer -> one(peer, topic, headers, text)).stream()
                .reduce(Sent.NOBODY, Sent::plus);
    }

    private Sent one(InetSocketAddress peer, String topic, String headers, String text) {
        try {
            var answer = PeerCall.post(peer, "/messages/" + topic, headers, text);
            answer.slot().ifPresent(its -> slots.put(peer, its));
            if (answer.status() == TAKEN) {
                return new Sent(1, 0);
            }
            if (answer.status() == OTHER_SLOT) {
                return Sent.NOBODY;
            }
            lost(topic, name(peer) + " answered with status " + answer.status());
        } catch (IOException e) {
            lost(topic, name(peer) + " can't be reached: " + e.getMessage());
        }
        return new Sent(0, 1);
    }

    private static String name(InetSocketAddress peer) {
        return peer.getAddress().getHostAddress() + ":" + peer.getPort();
    }

    private void lost(String topic, String why) {
        long last = lastLine.get();
        long now = System.nanoTime();
        if (now - last >= QUIET_NANOS && lastLine.compareAndSet(last, now)) {
            Log.line("a message on " + topic + " was not delivered: " + why);
        }
    }
}
