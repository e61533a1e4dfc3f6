package dev.workerapp.operator.eviction;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the webhook's certificates: the operator that leads makes and renews them in the Secret, and tells the API server
 * whom to trust; every operator serves with what the Secret holds. It looks again and again, so whatever is taken away comes
 * back.
 */
final class CertificateKeeper implements AutoCloseable {

    /** The name of the webhook in its configuration. */
    static final String WEBHOOK = "evictions.workerapp.dev";

    private static final Logger LOG = LoggerFactory.getLogger(CertificateKeeper.class);

    private static final Duration AT_REST = Duration.ofMinutes(1);
    private static final Duration UNTIL_SERVED = Duration.ofSeconds(5);
    private static final Duration LAST_LOOK = Duration.ofSeconds(5);

    private final KubernetesClient client;
    private final EvictionSettings settings;
    private final InstantSource clock;
    private final BooleanSupplier mayWrite;
    private final Consumer<Credential> serve;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private String told = "";

    /**
     * Starts to look.
     *
     * @param mayWrite whether this operator leads
     * @param serve takes the certificate with which the webhook is to serve
     */
    CertificateKeeper(
            KubernetesClient client,
            EvictionSettings settings,
            InstantSource clock,
            BooleanSupplier mayWrite,
            Consumer<Credential> serve) {
        this.client = client;
        this.settings = settings;
        this.clock = clock;
        this.mayWrite = mayWrite;
        this.serve = serve;
        this.thread = Thread.ofVirtual().name("certificates").start(this::run);
    }

    private void run() {
        try {
            boolean served;
            do {
                served = lookOnce();
            } while (!closing.await((served ? AT_REST : UNTIL_SERVED).toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean lookOnce() {
        try {
            boolean served = look();
            told = "";
            return served;
        } catch (KubernetesClientException | GeneralSecurityException | IllegalStateException e) {
            String why = String.valueOf(e.getMessage());
            if (!why.equals(told)) {
                LOG.warn("the certificate of the eviction webhook can't be kept; tried again: {}", why);
                told = why;
            }
            return false;
        }
    }

    /**
     * The order is what makes a renewal safe: the API server trusts a new authority before anybody serves with a certificate
     * of it.
     */
    private boolean look() throws GeneralSecurityException {
        Secret secret = client.secrets()
                .inNamespace(settings.namespace())
                .withName(settings.secret())
                .get();
        if (secret == null) {
            throw new IllegalStateException(
                    "there is no Secret " + settings.secret() + " in namespace " + settings.namespace());
        }
        Certificates certificates = Certificates.read(secret.getData());
        if (mayWrite.getAsBoolean()) {
            certificates = renew(secret, certificates);
        }
        certificates.server().ifPresent(serve);
        return certificates.server().isPresent();
    }

    private Certificates renew(Secret secret, Certificates known) throws GeneralSecurityException {
        Certificates trusted = known.withAuthority(clock.instant());
        Secret stored = store(secret, known, trusted);
        boolean wasTrusted = trust(trusted.caBundle());
        if (!wasTrusted && trusted.server().isPresent()) {
            // What is served now is trusted too; API servers learn of the new authority before the next look.
            return trusted;
        }
        Certificates renewed = trusted.withServer(settings.host(), clock.instant());
        store(stored, trusted, renewed);
        return renewed;
    }

    private Secret store(Secret secret, Certificates before, Certificates after) throws GeneralSecurityException {
        if (after.equals(before)) {
            return secret;
        }
        after.server().or(after::authority).ifPresent(made -> LOG.info("the eviction webhook has a new {}", made));
        return client.resource(new SecretBuilder(secret).withData(after.data()).build())
                .lockResourceVersion(secret.getMetadata().getResourceVersion())
                .update();
    }

    /** Whether the API server was told so before. */
    private boolean trust(String caBundle) {
        var resource = client.admissionRegistration()
                .v1()
                .validatingWebhookConfigurations()
                .withName(settings.configuration());
        ValidatingWebhookConfiguration configuration = resource.get();
        ValidatingWebhook webhook = configuration == null
                ? null
                : configuration.getWebhooks().stream()
                        .filter(one -> one.getName().equals(WEBHOOK))
                        .findFirst()
                        .orElse(null);
        if (webhook == null) {
            throw new IllegalStateException("there is no ValidatingWebhookConfiguration " + settings.configuration()
                    + " with a webhook " + WEBHOOK);
        }
        if (Objects.equals(webhook.getClientConfig().getCaBundle(), caBundle)) {
            return true;
        }
        resource.patch(
                PatchContext.of(PatchType.STRATEGIC_MERGE),
                "{\"webhooks\":[{\"name\":\"%s\",\"clientConfig\":{\"caBundle\":\"%s\"}}]}"
                        .formatted(WEBHOOK, caBundle));
        return false;
    }

    /** Ends the looks, and waits for the one under way. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(LAST_LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
