package dev.workerapp.cli.kubectl;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.workerapp.cli.exit.Exit;
import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.json.JsonText;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The API server refuses a request, or can't be reached. The message is the one that kubectl prints for it
 * (k8s.io/kubectl/pkg/cmd/util/helpers.go).
 */
public final class ApiFailure extends Failure {

    private static final long serialVersionUID = 1L;

    private final String reason;

    /** With a reason in Kubernetes' words, as {@code NotFound}; empty if there is none. */
    public ApiFailure(String reason, String message) {
        super(Exit.ERROR, message);
        this.reason = reason;
    }

    /** Nothing was answered. */
    public static ApiFailure unreachable(IOException why) {
        String message = why.getMessage();
        return new ApiFailure("", "error: no connection to the API server: " + (message == null ? why : message));
    }

    /** An answer that is no success. */
    public static ApiFailure of(int code, byte[] body) {
        Json status;
        try {
            status = JsonText.read(body);
        } catch (IOException _) {
            status = Json.Nothing.NOTHING;
        }
        if (!status.at("kind").text().equals("Status")) {
            String text = new String(body, UTF_8).strip();
            return new ApiFailure("", "Error from server: HTTP status " + code + (text.isEmpty() ? "" : ": " + text));
        }
        String reason = status.at("reason").text();
        return new ApiFailure(reason, message(status, reason));
    }

    /** What kubectl prints for a Status. */
    private static String message(Json status, String reason) {
        String message = status.at("message").text();
        return switch (reason) {
            case "Invalid" -> invalid(status.at("details"), message);
            case "Unauthorized" -> "error: You must be logged in to the server (" + message + ")";
            case "" -> "Error from server: " + message;
            default -> "Error from server (" + reason + "): " + message;
        };
    }

    private static String invalid(Json details, String message) {
        Set<String> causes = new LinkedHashSet<>();
        for (Json cause : details.at("causes").items()) {
            causes.add(cause.at("field").text() + ": " + cause.at("message").text());
        }
        String head =
                "The " + details.at("kind").text() + " \"" + details.at("name").text() + "\" is invalid: ";
        if (causes.isEmpty()) {
            return "Error from server (Invalid): " + message;
        }
        return causes.size() == 1 ? head + causes.iterator().next() : head + "\n* " + String.join("\n* ", causes);
    }

    /** What kubectl itself has printed. */
    static ApiFailure printed(String text) {
        String begin = "Error from server (";
        int end = text.indexOf(')');
        String reason = text.startsWith(begin) && end > 0 ? text.substring(begin.length(), end) : "";
        return new ApiFailure(reason, text);
    }

    /** The reason in Kubernetes' words, as {@code NotFound}; empty if there is none. */
    public String reason() {
        return reason;
    }

    /** Whether there is no such object. */
    public boolean notFound() {
        return reason.equals("NotFound");
    }

    /** Whether the user may not do that. */
    public boolean forbidden() {
        return reason.equals("Forbidden");
    }
}
