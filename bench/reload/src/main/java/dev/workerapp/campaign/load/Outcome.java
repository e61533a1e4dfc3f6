package dev.workerapp.campaign.load;

/** What became of a request. */
public enum Outcome {
    /** A complete answer, with a status 2xx and the body that was expected. */
    OK,
    /** Nobody listens there. */
    REFUSED,
    /** No connection for another reason, such as a missing route. */
    UNREACHABLE,
    /** The connection broke after the request was sent, before the first byte of an answer. */
    RESET_BEFORE_RESPONSE,
    /** The connection broke, or the answer ended, in the middle of an answer. */
    RESET_WITHIN_RESPONSE,
    /** No complete answer in time; also when no connection was free until then. */
    TIMEOUT,
    /** A complete answer with another status. */
    STATUS,
    /** A complete answer with another body, or what is no HTTP. */
    WRONG_BODY;

    public boolean failed() {
        return this != OK;
    }
}
