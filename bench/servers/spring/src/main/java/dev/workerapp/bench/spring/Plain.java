package dev.workerapp.bench.spring;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Without the worker runtime: Spring Boot stops gracefully by itself. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(Pages.class)
public class Plain {
    /** Made by Spring. */
    public Plain() {}

    /** Runs until SIGTERM. */
    public static void main(String[] arguments) {
        SpringApplication.run(Plain.class, arguments);
    }
}
