package dev.workerapp.operator.execute;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.api.BoundedMap;
import dev.workerapp.operator.desired.ActionAccess;
import dev.workerapp.operator.execute.Writes.Creation;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the Secret with the token for actions of each app, once. The operator may create Secrets and not read them, so it
 * learns whether there is one by trying: after a minute at first, since the one that is there may be that of a deleted app of
 * the same name and go with it, then ever more seldom. An app without it runs all the same; only its log says so. Thread-safe.
 */
public final class ActionTokens {

    private static final int MOST = 10_000;
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(ActionTokens.class);

    private final Map<String, Next> known = new BoundedMap<>(MOST);

    /**
     * When to try next.
     *
     * @param at {@link Instant#MAX}: the Secret was made
     * @param after how long that was after the last try
     */
    private record Next(Instant at, Duration after) {
        static final Next NOW = new Next(Instant.MIN, SHORTEST.dividedBy(2));
        static final Next NEVER = new Next(Instant.MAX, LONGEST);

        Next later(Instant now) {
            Duration doubled = after.multipliedBy(2);
            Duration wait = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
            return new Next(now.plus(wait), wait);
        }
    }

    /** Makes the app's Secret, if that is to be tried now. */
    public void keep(WorkerApp app, Writes writes, Instant now) {
        Next next = next(app);
        if (!ActionAccess.isFor(app) || now.isBefore(next.at())) {
            return;
        }
        try {
            Creation creation = writes.createSecret(ActionAccess.secret(app));
            put(app, creation == Creation.CREATED ? Next.NEVER : next.later(now));
        } catch (KubernetesClientException e) {
            put(app, next.later(now));
            LOG.warn(
                    "Secret {} was not created in namespace {}, so the workers of the app take no actions and no"
                            + " messages: {}",
                    ActionAccess.secretName(app),
                    app.getMetadata().getNamespace(),
                    e.getMessage());
        }
    }

    private synchronized Next next(WorkerApp app) {
        return known.getOrDefault(app.getMetadata().getUid(), Next.NOW);
    }

    private synchronized void put(WorkerApp app, Next next) {
        known.put(app.getMetadata().getUid(), next);
    }
}
