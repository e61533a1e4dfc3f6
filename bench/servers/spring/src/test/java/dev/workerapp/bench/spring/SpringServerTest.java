package dev.workerapp.bench.spring;

import dev.workerapp.bench.contract.ServerContract;

class SpringServerTest extends ServerContract {
    SpringServerTest() {
        super("spring");
    }
}
