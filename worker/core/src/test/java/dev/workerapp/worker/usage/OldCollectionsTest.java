package dev.workerapp.worker.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OldCollectionsTest {
    private final OldCollections old = new OldCollections();

    @Test
    void nothingIsSaidBeforeTheSecondFullCollection() {
        old.collected(10);
        assertThat(old.lowest()).isEmpty();

        old.collectedWhole(80);
        assertThat(old.lowest()).isEmpty();

        old.collectedWhole(90);
        assertThat(old.lowest()).hasValue(80);

        old.collectedWhole(95);
        assertThat(old.lowest()).hasValue(90);
    }

    @Test
    void theLeastIsOfTheLastTwoFullCollections() {
        old.collectedWhole(20);
        old.collectedWhole(80);
        old.collectedWhole(90);

        assertThat(old.lowest()).hasValue(80);
    }

    @Test
    void whatWasInUseBeforeAFullCollectionFoundGarbageDoesNotMatter() {
        old.collectedWhole(40);
        old.collected(95);
        old.collectedWhole(41);
        old.collected(96);

        assertThat(old.lowest()).hasValue(40);
    }

    /** G1 leaves garbage to the collections after the marking; the first of them find most of it still there. */
    @Test
    void theCollectionsThatFollowAMarkingAreOneCollectionOfTheOldGeneration() {
        cycle(90, 85, 80, 30);
        assertThat(old.lowest()).isEmpty();
        cycle(91, 86, 80, 31);
        assertThat(old.lowest()).isEmpty();

        cycle(92, 87, 80, 75);

        assertThat(old.lowest()).hasValue(30);
    }

    @Test
    void twoCyclesThatFreeNothingSayHowMuchLives() {
        cycle(90, 88);
        cycle(90, 88);
        assertThat(old.lowest()).isEmpty();

        cycle(90, 89);

        assertThat(old.lowest()).hasValue(88);
    }

    @Test
    void fourSpansHoldTwoCyclesAlsoWhereTheFirstPauseSeenIsTheSecondOfItsMarking() {
        old.marked(90);
        old.collected(40);
        cycle(90, 89);
        assertThat(old.lowest()).isEmpty();

        cycle(90, 89);

        assertThat(old.lowest()).hasValue(40);
    }

    @Test
    void aCollectionThatHasJustFreedMemoryIsSeenAtOnce() {
        old.collectedWhole(90);
        old.collectedWhole(90);

        old.collected(20);

        assertThat(old.lowest()).hasValue(20);
    }

    /** A marking with its two pauses, and the collections after it. */
    private void cycle(long marked, long... after) {
        old.marked(marked);
        old.marked(marked);
        for (long used : after) {
            old.collected(used);
        }
    }
}
