/** What runs the workers: WorkerApp, and what people would use instead. */
@NullMarked
package dev.workerapp.campaign.systems;

import org.jspecify.annotations.NullMarked;
