package dev.workerapp.operator.faults.api;

/** A request that the API server refuses, on its way to the answer. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int code;
    private final String reason;

    private Refusal(int code, String reason, String message) {
        super(message, null, false, false);
        this.code = code;
        this.reason = reason;
    }

    static Refusal notFound(Target target) {
        return new Refusal(404, "NotFound", target.resource() + " \"" + target.name() + "\" not found");
    }

    static Refusal alreadyExists(Target target, String name) {
        return new Refusal(409, "AlreadyExists", target.resource() + " \"" + name + "\" already exists");
    }

    static Refusal conflict(Target target, String message) {
        return new Refusal(
                409,
                "Conflict",
                "Operation cannot be fulfilled on " + target.resource() + " \"" + target.name() + "\": " + message);
    }

    static Refusal immutable(Target target, String field) {
        return new Refusal(
                422,
                "Invalid",
                target.resource() + " \"" + target.name() + "\" is invalid: " + field + " is immutable");
    }

    static Refusal badRequest(String message) {
        return new Refusal(400, "BadRequest", message);
    }

    ApiAnswer answer() {
        return ApiAnswer.refusal(code, reason, String.valueOf(getMessage()));
    }
}
