package dev.workerapp.worker.spring;

import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "spring.main.web-application-type=reactive")
class WebFluxTest extends DrainContract {}
