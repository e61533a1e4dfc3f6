/** What was seen: figures, rows, targets, the file and the page of results. */
@NullMarked
package dev.workerapp.campaign.report;

import org.jspecify.annotations.NullMarked;
