package dev.workerapp.operator.ramp;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How many apps are reloaded side by side for content that they share: as many as serve with it already, at least one, so
 * 1, 1, 2, 4 and so on; and never more than a number in all. While it has failed in as many apps as serve with it, none
 * begins in another. Reloads for other contents of the same use count too, so that content that changes all the time is tried by one
 * app after the other.
 *
 * <p>It knows what the apps' revisions and statuses say, and no more; but an app that may begin counts from that moment,
 * and not when its status says so. Those that wait are looked at again when there is room, in the order of their names. It
 * is not kept for them, so one that does not come holds nobody up. Thread-safe.
 */
public final class ConfigRamp {

    private static final String OTHERS_FIRST =
            "apps that share content are reloaded a few at a time, and other ones come first";

    /** Why an app has to wait; with the app that it waits for, if it is one. */
    private record Obstacle(Optional<ResourceID> failed) {

        Turns.Wait words() {
            return new Turns.Wait(
                    failed.isEmpty(),
                    failed.map(app -> "the reload for it failed in " + app.getName()
                                    + ". Change it, or request a reload of this app, which is then reloaded without waiting"
                                    + " for others")
                            .orElse(OTHERS_FIRST));
        }
    }

    private record Waiting(Set<SharedContent> contents, Obstacle obstacle, Runnable look) {}

    private final int most;
    private final Map<ResourceID, ConfigStanding> standings = new HashMap<>();
    private final Map<ResourceID, Waiting> waiting = new HashMap<>();
    private final Map<String, SharedUse> uses = new TreeMap<>();
    private final List<Runnable> looks = new ArrayList<>();
    private int reloads;

    /**
     * A ramp that knows of no app.
     *
     * @param most how many apps are reloaded for content side by side
     */
    public ConfigRamp(int most) {
        this.most = most;
    }

    /**
     * Lets the reload of an app begin, or the app wait.
     *
     * @param wanted the contents that the reload is for; none if the app wants none, or waits for nobody
     * @param look asks for a look at the app
     * @return that the app has to wait; empty if it need not
     */
    public Optional<Turns.Wait> take(ResourceID app, Set<SharedContent> wanted, Runnable look) {
        Optional<Obstacle> obstacle;
        synchronized (this) {
            obstacle = obstacle(app, wanted);
            await(app, obstacle.map(reason -> new Waiting(wanted, reason, look)));
            if (obstacle.isEmpty() && !wanted.isEmpty()) {
                stand(app, standing(app).alsoReloading(wanted));
            }
        }
        askForLooks();
        return obstacle.map(Obstacle::words);
    }

    /** Notes how an app stands. */
    public void seen(ResourceID app, ConfigStanding standing) {
        synchronized (this) {
            stand(app, standing);
        }
        askForLooks();
    }

    /** Notes how apps stand of which nothing is known yet. */
    public synchronized void fill(Map<ResourceID, ConfigStanding> apps) {
        apps.forEach((app, standing) -> {
            if (!standings.containsKey(app)) {
                stand(app, standing);
            }
        });
    }

    /** The app is gone, or nobody looks after it any more. */
    public void forget(ResourceID app) {
        synchronized (this) {
            await(app, Optional.empty());
            stand(app, ConfigStanding.NONE);
            standings.remove(app);
        }
        askForLooks();
    }

    /** With nothing locked: a look may begin at once. */
    private void askForLooks() {
        List<Runnable> now;
        synchronized (this) {
            now = List.copyOf(looks);
            looks.clear();
        }
        now.forEach(Runnable::run);
    }

    private ConfigStanding standing(ResourceID app) {
        return standings.getOrDefault(app, ConfigStanding.NONE);
    }

    private SharedUse use(String name) {
        return uses.computeIfAbsent(name, _ -> new SharedUse());
    }

    private SharedUse.Apps with(SharedContent content) {
        return use(content.use()).with(content.digest());
    }

    /**
     * Why the app may not begin; one that has begun may go on. The app that was named first is named for as long as it is in
     * the way, so that a thousand apps that wait report nothing new because one more has failed.
     */
    private Optional<Obstacle> obstacle(ResourceID app, Set<SharedContent> wanted) {
        if (standing(app).reloading().containsAll(wanted)) {
            return Optional.empty();
        }
        List<SharedUse.Apps> failing = wanted.stream()
                .map(this::with)
                .filter(SharedUse.Apps::isFailing)
                .toList();
        if (!failing.isEmpty()) {
            Optional<ResourceID> named = Optional.ofNullable(waiting.get(app))
                    .flatMap(before -> before.obstacle().failed())
                    .filter(name ->
                            failing.stream().anyMatch(apps -> apps.failed().contains(name)));
            return Optional.of(new Obstacle(named.or(
                    () -> failing.stream().map(apps -> apps.failed().first()).min(SharedUse.BY_NAME))));
        }
        boolean isRoom = reloads - (standing(app).reloading().isEmpty() ? 0 : 1) < most
                && wanted.stream().allMatch(content -> isRoom(app, content));
        return isRoom ? Optional.empty() : Optional.of(new Obstacle(Optional.empty()));
    }

    private boolean isRoom(ResourceID app, SharedContent content) {
        SharedUse use = use(content.use());
        int others = use.reloading().size() - (use.reloading().contains(app) ? 1 : 0);
        return others < use.with(content.digest()).limit();
    }

    /** The app waits like this from now on. What it has waited for before, others may get. */
    private void await(ResourceID app, Optional<Waiting> now) {
        Optional<Waiting> before = Optional.ofNullable(waiting.remove(app));
        now.ifPresent(wait -> waiting.put(app, wait));
        Set<SharedContent> wanted = now.map(Waiting::contents).orElse(Set.of());
        Set<SharedContent> left = new HashSet<>(before.map(Waiting::contents).orElse(Set.of()));
        left.removeAll(wanted);
        wanted.forEach(content -> with(content).waiting().add(app));
        left.forEach(content -> with(content).waiting().remove(app));
        left.stream().map(SharedContent::use).distinct().forEach(this::offer);
    }

    private void stand(ResourceID app, ConfigStanding now) {
        ConfigStanding before = standing(app);
        standings.put(app, now);
        if (now.equals(before)) {
            return;
        }
        boolean wasFull = reloads >= most;
        reloads += (now.reloading().isEmpty() ? 0 : 1) - (before.reloading().isEmpty() ? 0 : 1);
        before.serving().forEach(content -> with(content).serving().remove(app));
        before.failed().forEach(content -> with(content).failed().remove(app));
        before.reloading().forEach(content -> use(content.use()).reloading().remove(app));
        now.serving().forEach(content -> with(content).serving().add(app));
        now.failed().forEach(content -> with(content).failed().add(app));
        now.reloading().forEach(content -> use(content.use()).reloading().add(app));
        Stream.of(before, now)
                .flatMap(some -> Stream.concat(some.failed().stream(), some.serving().stream()))
                .distinct()
                .filter(content ->
                        !with(content).failed().isEmpty() || before.failed().contains(content))
                .forEach(this::tell);
        Set<String> changed = Stream.of(before, now)
                .flatMap(some -> Stream.of(some.serving(), some.reloading(), some.failed()))
                .flatMap(Set::stream)
                .map(SharedContent::use)
                .collect(Collectors.toSet());
        (wasFull && reloads < most ? Set.copyOf(uses.keySet()) : changed).forEach(this::offer);
    }

    /** Has those look again that wait for this content and were told another thing. */
    private void tell(SharedContent content) {
        with(content).waiting().stream()
                .map(app -> Map.entry(app, Objects.requireNonNull(waiting.get(app))))
                .filter(wait -> !obstacle(wait.getKey(), wait.getValue().contents())
                        .equals(Optional.of(wait.getValue().obstacle())))
                .forEach(wait -> looks.add(wait.getValue().look()));
    }

    /** Has the first of those look again that wait and for whom there is room. */
    private void offer(String name) {
        SharedUse use = use(name);
        for (String digest : use.digests()) {
            SharedUse.Apps apps = use.with(digest);
            int room = Math.min(apps.limit() - use.reloading().size(), most - reloads);
            NavigableSet<ResourceID> queue = apps.waiting();
            // Without room one may begin that is reloaded for another content of it now, and no other.
            Stream<ResourceID> first =
                    room > 0 ? queue.stream() : use.reloading().stream().filter(queue::contains);
            first.map(app -> Map.entry(app, Objects.requireNonNull(waiting.get(app))))
                    .filter(wait ->
                            obstacle(wait.getKey(), wait.getValue().contents()).isEmpty())
                    .limit(Math.max(1, room))
                    .forEach(wait -> looks.add(wait.getValue().look()));
        }
        if (use.prune()) {
            uses.remove(name);
        }
    }
}
