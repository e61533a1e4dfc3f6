package dev.workerapp.bench.netty;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workerapp.bench.contract.Lines;
import dev.workerapp.bench.contract.Settings;
import dev.workerapp.bench.contract.Times;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The contract for one connection; used by its event loop alone. */
final class ContractHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private final Settings settings;
    private final Phaser inFlight;
    private final BooleanSupplier leaving;

    ContractHandler(Settings settings, Phaser inFlight, BooleanSupplier leaving) {
        this.settings = settings;
        this.inFlight = inFlight;
        this.leaving = leaving;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        inFlight.register();
        try {
            route(context, request);
        } catch (IllegalArgumentException e) {
            answer(context, 400, String.valueOf(e.getMessage()));
        }
    }

    private void route(ChannelHandlerContext context, FullHttpRequest request) {
        var uri = new QueryStringDecoder(request.uri());
        switch (request.method() + " " + uri.path()) {
            case "GET /" -> {
                var response = response(200, Unpooled.copiedBuffer(settings.greeting("netty"), UTF_8));
                response.headers().set(Settings.WORKER_HEADER, settings.worker());
                answer(context, response);
            }
            case "GET /ready" -> answer(context, settings.readyStatus(), "");
            case "POST /echo" -> answer(context, response(200, request.content().retain()));
            case "GET /slow" ->
                later(
                        context,
                        Times.millis(parameter(uri, "millis")).toMillis(),
                        () -> answer(context, 200, settings.greeting("netty")));
            case "GET /stream" -> {
                var count = Times.seconds(parameter(uri, "seconds")).dividedBy(Lines.STEP);
                var response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
                response.headers().set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.TEXT_PLAIN);
                HttpUtil.setTransferEncodingChunked(response, true);
                var _ = context.write(response);
                stream(context, 0, count);
            }
            default -> answer(context, 404, "");
        }
    }

    private static @Nullable String parameter(QueryStringDecoder uri, String name) {
        var values = uri.parameters().getOrDefault(name, List.of());
        return values.isEmpty() ? null : values.getFirst();
    }

    private void stream(ChannelHandlerContext context, long n, long count) {
        if (n < count && !leaving.getAsBoolean()) {
            var _ = context.writeAndFlush(new DefaultHttpContent(Unpooled.copiedBuffer(Lines.line(n), UTF_8)));
            later(context, Lines.STEP.toMillis(), () -> stream(context, n + 1, count));
        } else {
            var _ = context.write(
                    new DefaultHttpContent(Unpooled.copiedBuffer(Lines.last(leaving.getAsBoolean()), UTF_8)));
            end(context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT));
        }
    }

    /** Unless the client is gone by then. */
    private void later(ChannelHandlerContext context, long millis, Runnable next) {
        var _ = context.executor()
                .schedule(
                        () -> {
                            if (context.channel().isActive()) {
                                next.run();
                            } else {
                                inFlight.arriveAndDeregister();
                            }
                        },
                        millis,
                        TimeUnit.MILLISECONDS);
    }

    private void answer(ChannelHandlerContext context, int status, String text) {
        answer(context, response(status, Unpooled.copiedBuffer(text, UTF_8)));
    }

    private void answer(ChannelHandlerContext context, FullHttpResponse response) {
        end(context.writeAndFlush(response));
    }

    private void end(ChannelFuture last) {
        last.addListener(written -> inFlight.arriveAndDeregister());
    }

    private static FullHttpResponse response(int status, ByteBuf body) {
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), body);
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.TEXT_PLAIN);
        response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        return response;
    }
}
