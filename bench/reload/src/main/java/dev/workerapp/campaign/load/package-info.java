/**
 * The clients: an open loop of requests over HTTP/1.1, each timed from the time at which it was due, none of them sent a
 * second time. Runs as a process of its own, and depends on the JDK alone.
 */
@NullMarked
package dev.workerapp.campaign.load;

import org.jspecify.annotations.NullMarked;
