package dev.workerapp.campaign.load;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A connection that carries one request after the other. For one thread, but for {@link #close}. */
final class Connection implements AutoCloseable {

    private final SocketChannel channel;
    private final Input input;
    private final ResponseReader reader;
    private int used;
    private String worker = "-";

    private Connection(SocketChannel channel) throws IOException {
        this.channel = channel;
        input = new Input(channel);
        reader = new ResponseReader(new BufferedInputStream(input, 2048));
    }

    static Connection open(InetSocketAddress address, Deadline deadline) throws Broken {
        try {
            SocketChannel channel = SocketChannel.open();
            try {
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.socket().connect(address, deadline.millis());
                return new Connection(channel);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } catch (SocketTimeoutException e) {
            throw new Broken(Outcome.TIMEOUT, e);
        } catch (ConnectException e) {
            throw new Broken(Outcome.REFUSED, e);
        } catch (IOException e) {
            throw new Broken(Outcome.UNREACHABLE, e);
        }
    }

    /**
     * Whether the peer has ended it while it lay idle. Every usual client looks before it sends: nothing is lost then. What
     * the peer ends in the moment after is.
     */
    boolean endedByPeer() {
        try {
            channel.configureBlocking(false);
            try {
                // A byte that nobody asked for makes it useless too.
                return channel.read(ByteBuffer.allocate(1)) != 0;
            } finally {
                channel.configureBlocking(true);
            }
        } catch (IOException e) {
            return true;
        }
    }

    /** Sends a request and waits for its whole answer. After a failure the connection is good for nothing. */
    Response exchange(byte[] request, Deadline deadline) throws Broken {
        input.begin(deadline);
        try {
            ByteBuffer bytes = ByteBuffer.wrap(request);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            Response response = reader.read();
            used++;
            return response;
        } catch (SocketTimeoutException e) {
            throw new Broken(Outcome.TIMEOUT, e);
        } catch (ProtocolException e) {
            throw new Broken(Outcome.WRONG_BODY, e);
        } catch (IOException e) {
            throw new Broken(input.begun() ? Outcome.RESET_WITHIN_RESPONSE : Outcome.RESET_BEFORE_RESPONSE, e);
        }
    }

    /** Requests that it has carried to a complete answer. */
    int used() {
        return used;
    }

    /** The worker at its other end, as far as an answer has said. */
    String worker() {
        return worker;
    }

    void worker(String said) {
        worker = said;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is gone in any case.
        }
    }

    /** Each read ends by the deadline, and it is known whether an answer has begun. */
    private static final class Input extends InputStream {

        private final SocketChannel channel;
        private final InputStream in;
        private Deadline deadline = () -> 0;
        private boolean begun;

        Input(SocketChannel channel) throws IOException {
            this.channel = channel;
            in = channel.socket().getInputStream();
        }

        void begin(Deadline until) {
            deadline = until;
            begun = false;
        }

        boolean begun() {
            return begun;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            channel.socket().setSoTimeout(deadline.millis());
            int count = in.read(bytes, offset, length);
            begun |= count > 0;
            if (count < 0 && !begun) {
                throw new EOFException("the connection ended before an answer");
            }
            return count;
        }
    }
}
