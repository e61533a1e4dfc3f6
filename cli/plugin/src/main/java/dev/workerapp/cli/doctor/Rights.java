package dev.workerapp.cli.doctor;

import dev.workerapp.cli.exit.Failure;
import dev.workerapp.cli.json.Json;
import dev.workerapp.cli.kubectl.Api;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What the user may do in a namespace, as the API server says itself (SelfSubjectAccessReview): everybody may ask that.
 *
 * @param given the rights that the user has, of those that were asked for
 */
record Rights(Set<Need> given) {

    private static final String REVIEWS = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
    private static final int AT_ONCE = 16;

    Rights {
        given = Set.copyOf(given);
    }

    /** Asks for each right once, 16 at a time. */
    static Rights of(Api api, String namespace, String secret, Collection<Need> needs) {
        Map<Need, Future<Json>> answers = new LinkedHashMap<>();
        Set<Need> given = new HashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(
                AT_ONCE, Thread.ofVirtual().name("review-", 0).factory())) {
            for (Need need : needs) {
                answers.computeIfAbsent(
                        need.asked(),
                        asked -> threads.submit(() -> api.post(REVIEWS, asked.review(namespace, secret))));
            }
            for (Map.Entry<Need, Future<Json>> answer : answers.entrySet()) {
                if (answer.getValue().get().at("status", "allowed").isTrue()) {
                    given.add(answer.getKey());
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw Failure.error("interrupted");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Failure failure ? failure : new IllegalStateException(e);
        }
        return new Rights(given);
    }

    /** Those that are missing. */
    List<Need> missing(List<Need> needs) {
        return needs.stream().filter(need -> !given.contains(need.asked())).toList();
    }
}
