package dev.workerapp.planner.view;

import dev.workerapp.planner.Revision;
import dev.workerapp.planner.UndoAnswer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The revisions and what they are to the app.
 *
 * @param asked the one that the app asks for
 * @param stable the one that last completed a reload, and has not failed since; empty before the first
 * @param target the one that slots are brought to: the one asked for, or while that is marked failed the one that a request
 *     to undo it goes back to, else the stable one
 * @param all every revision that is kept
 */
public record Revisions(Revision asked, Optional<Revision> stable, Revision target, List<Revision> all) {

    static Revisions of(String asked, List<Revision> all) {
        Revision wanted = find(asked, all)
                .orElseGet(() -> new Revision(asked, Long.MAX_VALUE, asked, 0, Optional.empty(), false, "", "", ""));
        Optional<Revision> stable = all.stream()
                .filter(r -> r.stable() > 0)
                .max(Comparator.comparingLong(Revision::stable).thenComparing(Revision::name));
        Optional<Revision> instead =
                wanted.instead().flatMap(name -> find(name, all)).or(() -> stable);
        return new Revisions(wanted, stable, wanted.failed() ? instead.orElse(wanted) : wanted, all);
    }

    /** The same revisions when the one asked for is given up. */
    Revisions afterMarkingFailed(String detail) {
        return withAsked(revision -> revision.failing(detail));
    }

    /** The same revisions when a request to undo the one asked for is answered. */
    Revisions afterAnswering(UndoAnswer answer) {
        return withAsked(revision -> revision.answering(answer));
    }

    private Revisions withAsked(UnaryOperator<Revision> change) {
        return of(
                asked.name(),
                all.stream()
                        .map(r -> r.name().equals(asked.name()) ? change.apply(r) : r)
                        .toList());
    }

    /** Whether the app goes back to another revision because the one it asks for failed, or was undone. */
    public boolean rolledBack() {
        return asked.failed() && !target.failed();
    }

    /** Whether the target has completed a reload and none has since. */
    public boolean targetIsStable() {
        return isStable(target.name());
    }

    /** Whether the name is that of the stable revision. */
    public boolean isStable(String name) {
        return stable.map(Revision::name).filter(name::equals).isPresent();
    }

    /** Whether the name is that of the target. */
    public boolean isTarget(String name) {
        return target.name().equals(name);
    }

    /**
     * Whether a restart was requested after the revision was made. A token that was taken away requests nothing, and
     * while the app is rolled back the token of the failed revision does not count: the stable one has an older token.
     */
    public boolean isBeforeRestart(String name) {
        return !asked.failed()
                && !asked.restartToken().isEmpty()
                && find(name, all)
                        .filter(r -> r.number() < asked.number())
                        .filter(r -> !r.restartToken().equals(asked.restartToken()))
                        .isPresent();
    }

    /**
     * What a failure of the revision asked for goes back to: the stable one, or, if that is itself, the one that was
     * stable before it. Empty if there is none that brings back more than a token.
     */
    public Optional<Revision> fallback() {
        return all.stream()
                .filter(r -> r.stable() > 0 && !r.name().equals(asked.name()))
                .max(Comparator.comparingLong(Revision::stable).thenComparing(Revision::name))
                .filter(r -> !r.content().equals(asked.content()));
    }

    /**
     * What a request to undo goes back to that names nothing: what the app has gone back to already, else the last stable
     * one that runs something else than the one asked for. Empty if there is none.
     */
    public Optional<Revision> before() {
        return asked.failed()
                ? Optional.of(target).filter(revision -> !revision.failed())
                : all.stream()
                        .filter(r -> r.stable() > 0 && !r.content().equals(asked.content()))
                        .max(Comparator.comparingLong(Revision::stable).thenComparing(Revision::name));
    }

    /** The revision of that number or name, as a person writes it. */
    public Optional<Revision> numberedOrNamed(String text) {
        return all.stream()
                .filter(r -> r.name().equals(text) || Long.toString(r.number()).equals(text))
                .max(Comparator.comparing(Revision::name));
    }

    /** Whether a request to undo with this token has been answered. */
    public boolean isAnswered(String token) {
        return all.stream().anyMatch(r -> r.hasAnswered(token));
    }

    /** The highest {@link Revision#stable()}. */
    public long highestStable() {
        return all.stream().mapToLong(Revision::stable).max().orElse(0);
    }

    /** The revision of that name, if it is kept. */
    public Optional<Revision> find(String name) {
        return find(name, all);
    }

    private static Optional<Revision> find(String name, List<Revision> all) {
        return all.stream().filter(r -> r.name().equals(name)).findFirst();
    }
}
