package dev.workerapp.operator.observe;

import dev.workerapp.crd.WorkerApp;
import dev.workerapp.operator.config.Content;
import dev.workerapp.operator.config.Kind;
import dev.workerapp.operator.config.ObjectState;
import dev.workerapp.operator.config.Reference;
import dev.workerapp.operator.desired.ConfigCopies;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Of which content the revision that is asked for is to have copies. Pure.
 *
 * @param wanted the copies, in a fixed order
 * @param live all content that can be copied now, by what it is of: a copy of it that is gone can be made again
 * @param kinds what kinds of objects may be copied
 * @param ignored objects that are to be read as they are
 * @param notCopied what is not copied though the app wants it, and why, as sentences for a person
 */
public record WantedCopies(
        List<Wanted> wanted, Map<String, Wanted> live, Set<Kind> kinds, Set<String> ignored, List<String> notCopied) {

    /** None. */
    public static final WantedCopies NONE = new WantedCopies(List.of(), Map.of(), Set.of(), Set.of(), List.of());

    /** In bytes: what the copies of a revision have together. */
    static final int MOST = 256 << 10;

    private static final int KIBI = 1 << 10;

    /**
     * A copy.
     *
     * @param reference of what
     * @param digest of which content
     * @param size its length in bytes
     * @param isLive whether the object has this content now
     */
    public record Wanted(Reference reference, String digest, int size, boolean isLive) {

        /** Whether it is of an object that does not exist, so that there is nothing to be copied. */
        public boolean isOfNothing() {
            return digest.equals(Content.ABSENT);
        }

        /** Its name. */
        public String name(WorkerApp app) {
            return ConfigCopies.name(app.getMetadata().getName(), reference.kind(), digest);
        }
    }

    /**
     * Those of a revision.
     *
     * @param digests what the revision has, or is to have
     * @param before the copies that it has
     * @param mayCopy whether the operator may copy objects of a kind
     */
    static WantedCopies of(
            WorkerApp app, SeenConfig seen, Map<String, String> digests, ConfigCopies before, Predicate<Kind> mayCopy) {
        Set<Kind> kinds = Stream.of(Kind.values()).filter(mayCopy).collect(Collectors.toUnmodifiableSet());
        List<Wanted> candidates = new ArrayList<>();
        Map<String, Wanted> live = new TreeMap<>();
        List<String> notCopied = new ArrayList<>();
        seen.whole().forEach((reference, state) -> {
            if (!ConfigCopies.areWanted(app, reference.kind())) {
                return;
            }
            Optional<String> why = whyNot(reference, state, kinds);
            if (why.isPresent()) {
                notCopied.add(why.get());
                return;
            }
            Optional<String> now = Optional.ofNullable(seen.digests().get(reference.scope()));
            int size = state instanceof ObjectState.Present object ? object.sizeOf(reference) : 0;
            now.ifPresent(digest -> live.put(reference.scope(), new Wanted(reference, digest, size, true)));
            Optional.ofNullable(digests.get(reference.scope()))
                    .map(digest -> new Wanted(
                            reference, digest, size, now.filter(digest::equals).isPresent()))
                    .ifPresent(candidates::add);
        });
        return new WantedCopies(fitting(candidates, before, notCopied), live, kinds, seen.ignored(), notCopied);
    }

    /** Whether workers may read a copy of this, whatever their revision. */
    public boolean allow(String scope) {
        return kinds.contains(Reference.kindOf(scope)) && !ignored.contains(Reference.titleOf(scope));
    }

    private static Optional<String> whyNot(Reference reference, ObjectState state, Set<Kind> kinds) {
        if (!kinds.contains(reference.kind())) {
            String setting =
                    switch (reference.kind()) {
                        case CONFIG_MAP -> "config.configMaps";
                        case SECRET -> "config.secrets";
                    };
            return Optional.of(
                    reference.title() + " is not copied: that is done with the chart's " + setting + ": copy.");
        }
        return state instanceof ObjectState.Present object && object.isToken()
                ? Optional.of(reference.title() + " is not copied: it is the token of a service account.")
                : Optional.empty();
    }

    /** Those that there are already, and of the others the smallest, as long as there is room. */
    private static List<Wanted> fitting(List<Wanted> candidates, ConfigCopies before, List<String> notCopied) {
        List<Wanted> fitting = new ArrayList<>();
        int size = 0;
        List<Wanted> bySize = candidates.stream()
                .sorted(Comparator.<Wanted, Boolean>comparing(one ->
                                !before.names().containsKey(one.reference().scope()))
                        .thenComparingInt(Wanted::size))
                .toList();
        for (Wanted one : bySize) {
            boolean isKept = before.names().containsKey(one.reference().scope());
            if (isKept || size + one.size() <= MOST) {
                fitting.add(one);
                size += one.size();
            } else {
                notCopied.add(one.reference().title() + " (" + Math.ceilDiv(one.size(), KIBI)
                        + " KiB) is not copied: the copies of a revision have at most " + MOST / KIBI
                        + " KiB together. Workers read it as it is when they start, whatever their revision.");
            }
        }
        return fitting;
    }
}
