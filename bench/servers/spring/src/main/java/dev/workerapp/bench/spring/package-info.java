/** The server under load that stands on Spring Boot, with web MVC. */
@NullMarked
package dev.workerapp.bench.spring;

import org.jspecify.annotations.NullMarked;
