package dev.workerapp.operator.usage;

import dev.workerapp.operator.runtime.ReadyWorker;
import dev.workerapp.operator.runtime.RuntimeClient;
import java.io.IOException;

/** Asks by HTTP. Thread-safe. */
final class HttpUsageReader implements UsageReader {

    private final RuntimeClient client = new RuntimeClient();

    @Override
    public RuntimeUsage read(ReadyWorker worker) throws IOException, InterruptedException {
        RuntimeClient.Answer answer = client.get(worker, "/usage");
        if (answer.status() != 200) {
            throw new IOException(status(answer.status()));
        }
        return RuntimeUsage.parse(answer.body());
    }

    @Override
    public void close() {
        client.close();
    }

    private static String status(int code) {
        return "HTTP status " + code
                + (code == 404 ? ": its worker runtime is older than the operator, and brings no /usage" : "");
    }
}
