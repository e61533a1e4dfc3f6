package dev.workerapp.bench.netty;

import dev.workerapp.bench.contract.Settings;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Netty with its HTTP codec, one thread for each core. Safe for use by several threads. */
final class NettyServer {
    /** What is in flight gets this long to finish. */
    private static final int FINISH_SECONDS = 10;

    private static final int MAX_BODY = 1 << 20;

    private final MultiThreadIoEventLoopGroup threads = new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory());
    private final Channel server;
    /** Each request is a party, and the server itself is one. */
    private final Phaser inFlight = new Phaser(1);

    private volatile boolean leaving;

    /** Listens from here on; {@code perConnection} makes the handlers that come right after the codec. */
    NettyServer(Settings settings, Supplier<List<ChannelHandler>> perConnection) {
        server = new ServerBootstrap()
                .group(threads)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(perConnection.get().toArray(ChannelHandler[]::new))
                                .addLast(new HttpServerKeepAliveHandler())
                                .addLast(new HttpObjectAggregator(MAX_BODY))
                                .addLast(new ContractHandler(settings, inFlight, () -> leaving));
                    }
                })
                .bind(settings.port())
                .syncUninterruptibly()
                .channel();
        System.out.println("listening on " + ((InetSocketAddress) server.localAddress()).getPort());
    }

    /** Streams say good-bye. */
    void leave() {
        leaving = true;
    }

    /** Accepts no more, lets what is in flight finish, and ends. */
    void stop() {
        server.close().syncUninterruptibly();
        int phase = inFlight.arriveAndDeregister();
        try {
            inFlight.awaitAdvanceInterruptibly(phase, FINISH_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | TimeoutException e) {
            System.err.println(inFlight.getUnarrivedParties() + " requests are cut off");
        }
        threads.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
