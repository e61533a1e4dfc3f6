package dev.workerapp.worker.netty;

import dev.workerapp.worker.RequestInFlight;
import dev.workerapp.worker.Worker;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Counts the requests of one connection, pipelined ones too, and ends it with the first response that begins while the
 * worker drains: {@code pipeline.addLast(new HttpServerCodec(), new DrainHandler(), …)}. What comes in after that
 * response has begun is not served, as HTTP asks, so that its client sends it elsewhere. In the channels of HTTP/2
 * streams it counts alone; ending those connections is the server's own GOAWAY. One for each connection; used by its
 * event loop alone.
 */
public final class DrainHandler extends ChannelDuplexHandler {
    private static final String HTTP2_STREAM = "x-http2-stream-id";

    private final Queue<RequestInFlight> inFlight = new ArrayDeque<>();
    private boolean http2;
    private boolean closing;
    private boolean dropping;
    private boolean continues;

    /** A handler for one connection. */
    public DrainHandler() {}

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        dropping = dropping || (closing && message instanceof HttpRequest);
        if (dropping) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            http2 = request.headers().contains(HTTP2_STREAM);
            inFlight.add(Worker.request());
        }
        super.channelRead(context, message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof HttpResponse response) {
            begin(response);
        }
        // An informational response ends in this way too, but the request's answer is yet to come.
        if (message instanceof LastHttpContent && !continues) {
            var ended = end(promise.unvoid());
            super.write(context, message, ended);
        } else {
            super.write(context, message, promise);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        endAll();
        super.channelInactive(context);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        endAll();
    }

    private void begin(HttpResponse response) {
        boolean switches = HttpResponseStatus.SWITCHING_PROTOCOLS.equals(response.status());
        continues = response.status().codeClass() == HttpStatusClass.INFORMATIONAL && !switches;
        var request = inFlight.peek();
        if (request != null && !continues) {
            request.status(response.status().code());
        }
        if (request != null && !continues && !switches && !http2 && request.closesConnection()) {
            HttpUtil.setKeepAlive(response, false);
            closing = true;
        }
    }

    private ChannelPromise end(ChannelPromise promise) {
        var request = inFlight.poll();
        if (request != null) {
            promise.addListener(written -> request.close());
        }
        if (closing) {
            promise.addListener(ChannelFutureListener.CLOSE);
        }
        return promise;
    }

    private void endAll() {
        inFlight.forEach(RequestInFlight::close);
        inFlight.clear();
    }
}
