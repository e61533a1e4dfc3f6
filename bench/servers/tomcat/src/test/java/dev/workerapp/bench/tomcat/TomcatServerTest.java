package dev.workerapp.bench.tomcat;

import dev.workerapp.bench.contract.ServerContract;

class TomcatServerTest extends ServerContract {
    TomcatServerTest() {
        super("tomcat");
    }
}
