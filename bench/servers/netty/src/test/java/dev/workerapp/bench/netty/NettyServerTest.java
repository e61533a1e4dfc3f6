package dev.workerapp.bench.netty;

import dev.workerapp.bench.contract.ServerContract;

class NettyServerTest extends ServerContract {
    NettyServerTest() {
        super("netty");
    }
}
