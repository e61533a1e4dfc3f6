package dev.workerapp.worker.spring;

import dev.workerapp.worker.Worker;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationListener;

/**
 * Says {@code Worker.ready()} when the app accepts traffic: after its runners have run, or when the app itself publishes
 * it; and {@code Worker.notReady()} when the app publishes that it refuses traffic. That it refuses traffic while it
 * shuts down changes nothing: a worker that drains stays ready, and serves. Safe for use by several threads.
 */
public final class WorkerReadiness implements ApplicationListener<AvailabilityChangeEvent<ReadinessState>> {
    /** Made by Spring. */
    public WorkerReadiness() {}

    @Override
    public void onApplicationEvent(AvailabilityChangeEvent<ReadinessState> event) {
        if (event.getState() == ReadinessState.ACCEPTING_TRAFFIC) {
            Worker.ready();
        } else if (!Worker.draining()) {
            Worker.notReady();
        }
    }
}
