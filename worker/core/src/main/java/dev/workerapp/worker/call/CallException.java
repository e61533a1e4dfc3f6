package dev.workerapp.worker.call;

/** A call that has not done what it was to do. Its message is a sentence for a person. */
public final class CallException extends Exception {
    private static final long serialVersionUID = 1;

    /** Why, for a program; part of the wire format. */
    public enum Reason {
        /** A name that is not allowed, or arguments that nobody can read. */
        INVALID("400 Bad Request", "Invalid"),
        /** The token is missing or wrong. */
        FORBIDDEN("403 Forbidden", "Forbidden"),
        /** This worker takes no calls. */
        OFF("404 Not Found", "Off"),
        /** There is no such action. */
        NO_SUCH_ACTION("404 Not Found", "NoSuchAction"),
        /** Nobody listens to such messages. */
        NO_SUCH_TOPIC("404 Not Found", "NoSuchTopic"),
        /** The path takes another method. */
        METHOD_NOT_ALLOWED("405 Method Not Allowed", "MethodNotAllowed"),
        /** The action runs, or others do, and its turn did not come in time. */
        BUSY("409 Conflict", "Busy"),
        /** The app has no handler for the signal. */
        NOT_HANDLED("409 Conflict", "NotHandled"),
        /** The body's length is not said in advance. */
        LENGTH_REQUIRED("411 Length Required", "LengthRequired"),
        /** The body is too long. */
        TOO_LARGE("413 Content Too Large", "TooLarge"),
        /** The message is for a worker of another slot. */
        OTHER_SLOT("421 Misdirected Request", "OtherSlot"),
        /** Too many calls wait. */
        TOO_MANY_CALLS("429 Too Many Requests", "TooManyCalls"),
        /** The handler threw, or its result is too long. */
        FAILED("500 Internal Server Error", "Failed"),
        /** This Java runtime can't do it. */
        UNSUPPORTED("501 Not Implemented", "Unsupported"),
        /** The handler has not ended in its time, and was interrupted. */
        TIMED_OUT("504 Gateway Timeout", "TimedOut");

        private final String status;
        private final String word;

        Reason(String status, String word) {
            this.status = status;
            this.word = word;
        }

        /** The HTTP status, with its reason phrase. */
        public String status() {
            return status;
        }

        /** As it stands in the answer. */
        public String word() {
            return word;
        }
    }

    private final Reason reason;

    /** A failure without a cause that would tell more. */
    public CallException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** A failure of something else. */
    public CallException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Why, for a program. */
    public Reason reason() {
        return reason;
    }
}
