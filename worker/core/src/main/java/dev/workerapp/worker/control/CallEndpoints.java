package dev.workerapp.worker.control;

import static dev.workerapp.worker.call.CallException.Reason;

import dev.workerapp.worker.action.Actions;
import dev.workerapp.worker.call.ActionToken;
import dev.workerapp.worker.call.CallException;
import dev.workerapp.worker.call.CallNames;
import dev.workerapp.worker.call.Json;
import dev.workerapp.worker.log.Log;
import dev.workerapp.worker.message.Inbox;
import dev.workerapp.worker.signal.SignalNames;
import dev.workerapp.worker.signal.WorkerSignals;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;

/**
 * What people and other workers may ask for: {@code GET /actions}, {@code POST /actions/NAME}, {@code GET /actions/NAME}
 * for the file that an action writes, {@code POST /messages/TOPIC} and {@code POST /signals/NAME}. All of it needs the action token; where this worker has none, there is
 * nothing of it. Safe for use by several threads.
 */
public final class CallEndpoints {
    private static final String ACTIONS = "/actions";
    private static final String ACTION = "/actions/";
    private static final String MESSAGE = "/messages/";
    private static final String SIGNAL = "/signals/";

    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";

    private final int slot;
    private final ActionToken token;
    private final Actions actions;
    private final Inbox inbox;
    private final WorkerSignals signals;
    /** One at a time, so that the pod's disk never has more than one file for it. */
    private final Semaphore downloads = new Semaphore(1);

    /**
     * Of one worker.
     *
     * @param slot this worker's, which each answer tells
     */
    public CallEndpoints(int slot, ActionToken token, Actions actions, Inbox inbox, WorkerSignals signals) {
        this.slot = slot;
        this.token = token;
        this.actions = actions;
        this.inbox = inbox;
        this.signals = signals;
    }

    static boolean takes(Call call) {
        var path = call.path();
        return path.equals(ACTIONS) || path.startsWith(ACTION) || path.startsWith(MESSAGE) || path.startsWith(SIGNAL);
    }

    /** Whether the request's body is kept: nobody else's, so that nobody else can fill this worker's memory. */
    boolean keepsBody(Call call) {
        return takes(call) && token.now().filter(it -> matches(it, call)).isPresent();
    }

    Reply answer(Call call) {
        try {
            authorize(call);
            return answered(call);
        } catch (CallException e) {
            var problem = new LinkedHashMap<String, Object>();
            problem.put("reason", e.reason().word());
            problem.put("message", String.valueOf(e.getMessage()));
            return reply(e.reason().status(), JSON, Json.of(problem));
        }
    }

    private Reply answered(Call call) throws CallException {
        if (call.path().equals(ACTIONS)) {
            need("GET", call);
            return reply("200 OK", JSON, Json.of(list()));
        }
        if (call.path().startsWith(ACTION) && call.method().equals("GET")) {
            return download(name(call, ACTION));
        }
        need("POST", call);
        checkBody(call);
        if (call.path().startsWith(ACTION)) {
            return act(name(call, ACTION), call);
        }
        return call.path().startsWith(MESSAGE)
                ? message(name(call, MESSAGE), call)
                : signal(SignalNames.plain(name(call, SIGNAL)));
    }

    private Map<String, Object> list() {
        var list = new LinkedHashMap<String, Object>();
        list.put("actions", actions.list());
        list.put("topics", inbox.topics());
        return list;
    }

    private Reply act(String name, Call call) throws CallException {
        var arguments = Json.strings(call.body().isBlank() ? "[]" : call.body())
                .orElseThrow(() -> new CallException(
                        Reason.INVALID,
                        "The arguments of an action are a JSON array of strings, such as [\"a\",\"b\"]."));
        var result = actions.run(name, arguments);
        return reply("200 OK", result.isJson() ? JSON : TEXT, result.text());
    }

    private Reply download(String name) throws CallException {
        if (!actions.writesFile(name)) {
            throw new CallException(
                    Reason.METHOD_NOT_ALLOWED, "Action " + name + " writes no file; it is for POST alone.");
        }
        if (!downloads.tryAcquire()) {
            throw new CallException(Reason.BUSY, "Another file is sent by this worker just now. Try again later.");
        }
        Optional<Reply> reply = Optional.empty();
        try {
            var file = actions.run(name, List.of()).file().orElseThrow();
            long length = Files.size(file);
            reply = Optional.of(new Reply(
                    "200 OK", "application/octet-stream", slotHeader(), length, Download.of(file, downloads::release)));
            return reply.get();
        } catch (IOException e) {
            throw new CallException(Reason.FAILED, "The file of action " + name + " can't be read: " + e, e);
        } finally {
            if (reply.isEmpty()) {
                downloads.release();
            }
        }
    }

    private Reply message(String topic, Call call) throws CallException {
        var to = number(call, "x-workerapp-slot");
        if (to.isPresent() && to.getAsInt() != slot) {
            throw new CallException(
                    Reason.OTHER_SLOT, "This worker is of slot " + slot + ", not of slot " + to.getAsInt() + ".");
        }
        var from = number(call, "x-workerapp-sender");
        inbox.take(topic, from, call.body());
        if (from.isEmpty()) {
            // What workers send each other is the app's own affair.
            Log.line("a message on " + topic + " was taken");
        }
        return reply("202 Accepted", TEXT, "taken\n");
    }

    private Reply signal(String name) throws CallException {
        var answer = signals.raise(name);
        Log.line("signal by request: " + answer.words());
        return switch (answer.result()) {
            case RAISED -> reply("200 OK", TEXT, answer.words() + "\n");
            case REFUSED -> throw new CallException(Reason.INVALID, answer.words());
            case NOT_HANDLED -> throw new CallException(Reason.NOT_HANDLED, answer.words());
            case UNSUPPORTED -> throw new CallException(Reason.UNSUPPORTED, answer.words());
        };
    }

    private void authorize(Call call) throws CallException {
        var known = token.now()
                .orElseThrow(() -> new CallException(
                        Reason.OFF, "This worker takes no actions and no messages: it has no token for them."));
        if (!matches(known, call)) {
            throw new CallException(
                    Reason.FORBIDDEN,
                    "This needs the header " + ActionToken.HEADER + " with the token for actions of this app.");
        }
    }

    private static boolean matches(String token, Call call) {
        return ActionToken.matches(token, call.header("x-workerapp-token").orElse(""));
    }

    private static void need(String method, Call call) throws CallException {
        if (!call.method().equals(method)) {
            throw new CallException(Reason.METHOD_NOT_ALLOWED, call.path() + " is for " + method + " alone.");
        }
    }

    private static void checkBody(Call call) throws CallException {
        long length = call.bodyLength();
        if (length < 0) {
            throw new CallException(Reason.LENGTH_REQUIRED, "This needs the header Content-Length.");
        }
        if (length > Call.LONGEST_BODY) {
            throw new CallException(
                    Reason.TOO_LARGE, "The body has " + length + " bytes; it may have " + Call.LONGEST_BODY + ".");
        }
    }

    private static String name(Call call, String before) throws CallException {
        var name = call.path().substring(before.length());
        if (!CallNames.isAllowed(name)) {
            throw new CallException(Reason.INVALID, CallNames.rule(name));
        }
        return name;
    }

    private static OptionalInt number(Call call, String header) throws CallException {
        var text = call.header(header);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!text.get().matches("\\d{1,9}")) {
            throw new CallException(Reason.INVALID, "The header " + header + " is a slot, a number from 0.");
        }
        return OptionalInt.of(Integer.parseInt(text.get()));
    }

    private Reply reply(String status, String contentType, String body) {
        return Reply.of(status, contentType, slotHeader(), body);
    }

    private String slotHeader() {
        return "X-WorkerApp-Slot: " + slot + "\r\n";
    }
}
