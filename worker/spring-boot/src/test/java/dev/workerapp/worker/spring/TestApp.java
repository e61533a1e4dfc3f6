package dev.workerapp.worker.spring;

import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** An app that knows nothing of the runtime but that the starter is on its class path. */
@SpringBootConfiguration
@EnableAutoConfiguration
class TestApp {
    @Bean
    Held held() {
        return new Held(Sinks.one());
    }

    /** The answer that the test gives in its time. */
    record Held(Sinks.One<String> answer) {}

    /** Works in web MVC, where a Mono is an asynchronous request, and in WebFlux. */
    @RestController
    record Pages(Held held) {
        @GetMapping("/")
        Map<String, String> hello() {
            return Map.of("says", "hello");
        }

        @GetMapping("/broken")
        Map<String, String> fail() {
            throw new IllegalStateException("as a test");
        }

        @GetMapping("/held")
        Mono<String> answerLater() {
            return held.answer().asMono();
        }
    }
}
