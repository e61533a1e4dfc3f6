/**
 * Schedules as CronJobs have them: when the latest tick was, and when the next one is. It knows nothing of workers, and has
 * no clock.
 */
@NullMarked
package dev.workerapp.planner.cron;

import org.jspecify.annotations.NullMarked;
