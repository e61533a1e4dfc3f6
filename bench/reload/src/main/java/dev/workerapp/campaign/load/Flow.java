package dev.workerapp.campaign.load;

/** The kinds of requests, which are counted apart. */
public enum Flow {
    /** The open loop. */
    MAIN,
    /** Requests that take long, some in flight all the time. */
    SLOW,
    /** Answers that go on until the worker ends them. */
    STREAM
}
