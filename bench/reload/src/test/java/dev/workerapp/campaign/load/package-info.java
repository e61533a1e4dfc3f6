/** The clients against servers that do not behave. */
@NullMarked
package dev.workerapp.campaign.load;

import org.jspecify.annotations.NullMarked;
