/** What happens to the workers while clients are at work. */
@NullMarked
package dev.workerapp.campaign.events;

import org.jspecify.annotations.NullMarked;
