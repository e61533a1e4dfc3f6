package dev.workerapp.operator.signal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workerapp.operator.runtime.ReadyWorker;
import dev.workerapp.operator.runtime.RuntimeClient;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.Optional;

/** Asks the runtime of the worker for it, by HTTP. Thread-safe. */
final class HttpSignalSender implements SignalSender {

    private final ControlTokens tokens;
    private final RuntimeClient client = new RuntimeClient();

    HttpSignalSender(ControlTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Optional<String> send(ReadyWorker worker, String name, String token)
            throws IOException, InterruptedException {
        Optional<String> own = tokens.of(worker);
        if (own.isEmpty()) {
            return Optional.of("there is no worker runtime in it, which java.agent: Inject brings");
        }
        RuntimeClient.Answer answer = client.post(
                worker, "/signal/" + URLEncoder.encode(name, UTF_8) + "/" + URLEncoder.encode(token, UTF_8), own.get());
        return switch (answer.status()) {
            case 200 -> Optional.empty();
            case 400, 409, 501 -> Optional.of(answer.body().strip());
            case 403 -> Optional.of("its worker runtime does not take the token in its Pod");
            case 404, 405 -> Optional.of("its worker runtime is older than the operator, and raises no signals");
            default -> throw new IOException("HTTP status " + answer.status());
        };
    }

    @Override
    public void close() {
        client.close();
    }
}
