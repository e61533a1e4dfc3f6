package dev.workerapp.bench.spring;

import dev.workerapp.bench.contract.Lines;
import dev.workerapp.bench.contract.Settings;
import dev.workerapp.bench.contract.Times;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The contract as a controller. Safe for use by several threads. */
@RestController
public class Pages {
    private final Settings settings = Settings.ofEnvironment();
    private volatile boolean leaving;

    /** Made by Spring. */
    public Pages() {}

    void leave() {
        leaving = true;
    }

    @EventListener
    void listens(WebServerInitializedEvent event) {
        System.out.println("listening on " + event.getWebServer().getPort());
    }

    @GetMapping("/")
    ResponseEntity<String> hello() {
        return ResponseEntity.ok()
                .header(Settings.WORKER_HEADER, settings.worker())
                .body(settings.greeting("spring"));
    }

    @GetMapping("/ready")
    ResponseEntity<Void> ready() {
        return ResponseEntity.status(settings.readyStatus()).build();
    }

    @PostMapping("/echo")
    byte[] echo(@RequestBody(required = false) byte @Nullable [] body) {
        return body == null ? new byte[0] : body;
    }

    @GetMapping("/slow")
    String slow(@RequestParam("millis") String millis) {
        Times.pause(Times.millis(millis));
        return settings.greeting("spring");
    }

    /** By the servlet's own stream: what a StreamingResponseBody flushes waits until 8 KiB have come together. */
    @GetMapping("/stream")
    void stream(@RequestParam("seconds") String seconds, HttpServletResponse response) throws IOException {
        Lines.write(response.getOutputStream(), Times.seconds(seconds), () -> leaving);
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.BAD_REQUEST)
    String refused(IllegalArgumentException e) {
        return String.valueOf(e.getMessage());
    }
}
