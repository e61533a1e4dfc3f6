/**
 * The endpoint that the kubelet, Prometheus and the operator talk to.
 *
 * <p>It is a small server of our own over {@link java.net.ServerSocket}, not the JDK's HTTP server: that one's provider
 * and settings are shared by the whole JVM and belong to the app, and its module is missing in many jlinked images. Here
 * is a handful of requests to answer, one on each connection, by daemon threads, in an image that has {@code java.base} alone.
 *
 * <p><b>Who may drain and signal.</b> Reading is free; {@code /drain} and {@code /signal} need the header {@code Authorization: Bearer} with the token
 * in {@code WORKERAPP_CONTROL_TOKEN}. A preStop {@code httpGet} can send headers, but only literal ones. So the operator
 * draws a token for each pod and writes it into both the environment and the hook; whoever may read the pod has it, and
 * it keeps out everybody else who can reach the pod's address. Without a token in the environment nobody may do either.
 */
@NullMarked
package dev.workerapp.worker.control;

import org.jspecify.annotations.NullMarked;
