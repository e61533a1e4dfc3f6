/**
 * The starter for Spring Boot: with it on the class path the app reports itself ready, counts its requests, and closes
 * HTTP/1 connections while the worker drains; in web MVC and in WebFlux.
 */
@NullMarked
package dev.workerapp.worker.spring;

import org.jspecify.annotations.NullMarked;
