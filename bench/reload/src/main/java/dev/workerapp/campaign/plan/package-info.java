/** What is measured: combinations of a system, a server, a client and an event, as data. */
@NullMarked
package dev.workerapp.campaign.plan;

import org.jspecify.annotations.NullMarked;
