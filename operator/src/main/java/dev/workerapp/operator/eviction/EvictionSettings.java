package dev.workerapp.operator.eviction;

/**
 * How evictions are answered.
 *
 * @param configuration the name of the ValidatingWebhookConfiguration that sends them here
 * @param namespace the namespace of the Secret, the operator's own
 * @param secret the name of the Secret that holds the certificate
 * @param host by which name or address the API server calls, as the certificate must say
 * @param port where they are answered, with TLS; 0 for any that is free
 */
public record EvictionSettings(String configuration, String namespace, String secret, String host, int port) {}
