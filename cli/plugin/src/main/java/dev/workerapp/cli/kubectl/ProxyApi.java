package dev.workerapp.cli.kubectl;

import dev.workerapp.cli.exit.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The API server behind a {@code kubectl proxy} of our own, on a Unix socket that only this user can open. Thread-safe. */
final class ProxyApi implements Api {

    private final Process proxy;
    private final ProxyFolder folder;
    private final UnixHttp http;
    private final ErrorStream said;
    private final Thread atExit;

    private ProxyApi(Process proxy, ProxyFolder folder, ErrorStream said) {
        this.proxy = proxy;
        this.folder = folder;
        this.said = said;
        this.http = new UnixHttp(folder.socket());
        this.atExit = new Thread(this::end, "end-kubectl-proxy");
        try {
            Runtime.getRuntime().addShutdownHook(atExit);
        } catch (IllegalStateException _) {
            // The plug-in ends already, and cleans up with it: the one who does so closes it.
        }
    }

    /**
     * Starts one, and returns when it serves.
     *
     * @param kubectl the program and the user's flags
     * @param errors where its warnings and questions are printed
     */
    static ProxyApi start(List<String> kubectl, PrintStream errors) {
        ProxyFolder.clearStale();
        ProxyFolder folder = ProxyFolder.create();
        List<String> command = new ArrayList<>(kubectl);
        // kubectl rejects some paths by default; what the user may do is for the API server to say.
        command.addAll(List.of("proxy", "--unix-socket=" + folder.socket(), "--reject-paths=^$"));
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException _) {
            folder.delete();
            throw Failure.error("kubectl can't be started (" + kubectl.getFirst()
                    + "). Put it on PATH, or name it in the variable KUBECTL_PATH.");
        }
        ProxyApi api = new ProxyApi(process, folder, new ErrorStream(process.getErrorStream(), errors));
        try {
            folder.note(ProcessHandle.current(), process.toHandle());
            api.awaitStart();
            return api;
        } catch (IOException e) {
            api.close();
            throw ApiFailure.unreachable(e);
        } catch (ApiFailure e) {
            api.close();
            throw e;
        }
    }

    /** It prints a line when it serves, and nothing when it ends. */
    private void awaitStart() throws IOException {
        BufferedReader out = new BufferedReader(new InputStreamReader(proxy.getInputStream(), StandardCharsets.UTF_8));
        if (out.readLine() == null) {
            String messages = said.messages();
            throw ApiFailure.printed(messages.isEmpty() ? "error: kubectl proxy ended at once" : messages);
        }
    }

    @Override
    public Reply exchange(Request request) throws IOException {
        try {
            return http.exchange(request);
        } catch (IOException e) {
            if (proxy.isAlive()) {
                throw e;
            }
            throw new IOException("kubectl proxy has ended: " + said.messages(), e);
        }
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException _) {
            // The plug-in ends at this very moment.
        }
    }

    private void end() {
        proxy.destroy();
        folder.delete();
    }
}
