/**
 * The adapter for Netty: one handler in each connection's pipeline, after the HTTP codec. Counts requests, and closes
 * HTTP/1 connections while the worker drains.
 */
@NullMarked
package dev.workerapp.worker.netty;

import org.jspecify.annotations.NullMarked;
