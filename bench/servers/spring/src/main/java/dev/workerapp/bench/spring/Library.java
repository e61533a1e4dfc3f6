package dev.workerapp.bench.spring;

import dev.workerapp.worker.Worker;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** With the worker runtime's starter, which does all but end the streams. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(Pages.class)
public class Library {
    /** Made by Spring. */
    public Library() {}

    /** Runs until SIGTERM. */
    public static void main(String[] arguments) {
        SpringApplication.run(Library.class, arguments);
    }

    @Bean
    ApplicationRunner streamsEndWhenTheWorkerDrains(Pages pages) {
        return arguments -> Worker.onDrain(pages::leave);
    }
}
