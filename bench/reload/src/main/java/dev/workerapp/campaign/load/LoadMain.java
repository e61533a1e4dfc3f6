package dev.workerapp.campaign.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** The load as a process: it ends when its standard input does, or when all is sent, and then writes what it saw. */
public final class LoadMain {

    private LoadMain() {}

    /**
     * Loads a server.
     *
     * @param arguments the file to write, a line for each request; then a {@link LoadPlan}, {@code name=value} each
     */
    public static void main(String[] arguments) throws IOException {
        LoadPlan plan = LoadPlan.parse(Stream.of(arguments).skip(1).toList());
        Files.write(Path.of(arguments[0]), lines(run(plan, LoadMain::awaitEndOfInput)));
    }

    private static List<String> lines(Queue<Exchange> exchanges) {
        return exchanges.stream().map(Exchange::toLine).toList();
    }

    /** Loads a server until all is sent or {@code end} returns. */
    static Queue<Exchange> run(LoadPlan plan, Runnable end) {
        Queue<Exchange> exchanges = new ConcurrentLinkedQueue<>();
        OpenLoop loop = new OpenLoop(plan, exchanges::add);
        LongRequests others = new LongRequests(plan, exchanges::add);
        Thread.ofPlatform().daemon().start(() -> {
            end.run();
            loop.stop();
        });
        others.start();
        loop.run();
        others.stop();
        return exchanges;
    }

    private static void awaitEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // What it says does not matter.
            }
        } catch (IOException e) {
            // It has ended, too.
        }
    }
}
