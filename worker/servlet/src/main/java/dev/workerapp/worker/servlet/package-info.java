/**
 * The adapter for Jakarta Servlet: a filter that servlet containers find by themselves. Put the jar into the web app; it
 * counts requests, and closes HTTP/1 connections while the worker drains.
 */
@NullMarked
package dev.workerapp.worker.servlet;

import org.jspecify.annotations.NullMarked;
