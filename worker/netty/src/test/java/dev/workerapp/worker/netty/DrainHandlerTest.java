package dev.workerapp.worker.netty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.workerapp.worker.state.WorkerState;
import dev.workerapp.worker.testing.Client;
import dev.workerapp.worker.testing.TestWorker;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DrainHandlerTest {
    private final WorkerState state = TestWorker.fresh();
    private final MultiThreadIoEventLoopGroup threads = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final Queue<Runnable> held = new ConcurrentLinkedQueue<>();
    private final Channel server = new ServerBootstrap()
            .group(threads)
            .channel(NioServerSocketChannel.class)
            .childHandler(new ChannelInitializer<>() {
                @Override
                protected void initChannel(Channel channel) {
                    channel.pipeline()
                            .addLast(
                                    new HttpServerCodec(),
                                    new DrainHandler(),
                                    new HttpObjectAggregator(65_536),
                                    new App());
                }
            })
            .bind("127.0.0.1", 0)
            .syncUninterruptibly()
            .channel();
    private final int port = ((InetSocketAddress) server.localAddress()).getPort();

    @AfterEach
    void stop() {
        server.close().syncUninterruptibly();
        threads.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void connectionsStayOpenUntilTheDrainAndEndWithItsFirstResponse() throws IOException {
        try (var client = new Client(port)) {
            assertThat(client.get("/").closes()).isFalse();
            assertThat(client.get("/").closes()).isFalse();

            state.draining().begin();
            var response = client.get("/");

            assertThat(response.body()).isEqualTo("hello");
            assertThat(response.closes()).isTrue();
            assertThat(client.closedByServer()).isTrue();
        }
        awaitEnded(3);
    }

    @Test
    void aRequestThatWasThereBeforeTheDrainIsInFlightAndClosesItsConnectionToo() throws IOException {
        try (var client = new Client(port)) {
            client.send("GET /held HTTP/1.1\r\nHost: x\r\n\r\n");
            await().until(() -> held.size() == 1);
            assertThat(state.requests().inFlight()).isEqualTo(1);

            state.draining().begin();
            held.remove().run();

            assertThat(client.read().closes()).isTrue();
            assertThat(client.closedByServer()).isTrue();
        }
        awaitEnded(1);
    }

    @Test
    void pipelinedRequestsAreAllAnsweredUntilOneCloses() throws IOException {
        try (var client = new Client(port)) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n".repeat(5));
            for (int i = 0; i < 5; i++) {
                assertThat(client.read().closes()).isFalse();
            }
            state.draining().begin();
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n".repeat(3));

            assertThat(client.read().closes()).isTrue();
            assertThat(client.closedByServer()).isTrue();
        }
        await().until(() -> state.requests().inFlight() == 0);
    }

    @Test
    void anExpectedContinueIsNotTakenForTheAnswer() throws IOException {
        try (var client = new Client(port)) {
            client.send("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(100);
            assertThat(state.requests().inFlight()).isEqualTo(1);
            state.draining().begin();

            client.send("ok");

            assertThat(client.read().closes()).isTrue();
        }
        awaitEnded(1);
    }

    @Test
    void aRequestHasFailedWithStatus500AndMore() throws IOException {
        try (var client = new Client(port)) {
            assertThat(client.get("/broken").status()).isEqualTo(500);
            assertThat(client.get("/").status()).isEqualTo(200);
        }
        awaitEnded(2);
        assertThat(state.requests().failures()).isEqualTo(1);
    }

    @Test
    void aClientThatGoesAwayLeavesNothingInFlight() throws IOException {
        try (var client = new Client(port)) {
            client.send("GET /held HTTP/1.1\r\nHost: x\r\n\r\n");
            await().until(() -> state.requests().inFlight() == 1);
        }

        await().until(() -> state.requests().inFlight() == 0);
    }

    @Test
    void inAnHttp2StreamItCountsAndLeavesTheConnectionToTheServer() {
        var stream = new EmbeddedChannel(
                new Http2StreamFrameToHttpObjectCodec(true),
                new DrainHandler(),
                new HttpObjectAggregator(65_536),
                new App());
        state.draining().begin();

        stream.writeInbound(new DefaultHttp2HeadersFrame(
                new DefaultHttp2Headers().method("GET").path("/").scheme("http"), true));
        stream.runPendingTasks();

        assertThat(stream.<Http2HeadersFrame>readOutbound().headers().status()).hasToString("200");
        assertThat(stream.isOpen()).isTrue();
        awaitEnded(1);
    }

    private void awaitEnded(long count) {
        await().until(() -> state.requests().latencies().count() == count);
        assertThat(state.requests().inFlight()).isZero();
    }

    /** Answers at once, or when the test lets it. */
    private final class App extends SimpleChannelInboundHandler<FullHttpRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
            if (request.uri().equals("/held")) {
                held.add(() -> context.executor().execute(() -> answer(context, HttpResponseStatus.OK)));
            } else {
                boolean broken = request.uri().equals("/broken");
                answer(context, broken ? HttpResponseStatus.INTERNAL_SERVER_ERROR : HttpResponseStatus.OK);
            }
        }

        private static void answer(ChannelHandlerContext context, HttpResponseStatus status) {
            var response =
                    new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.copiedBuffer("hello", UTF_8));
            response.headers().set("Content-Length", 5);
            context.writeAndFlush(response).addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
        }
    }
}
