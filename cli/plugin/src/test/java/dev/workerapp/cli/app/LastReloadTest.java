package dev.workerapp.cli.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.cli.CommandLines;
import dev.workerapp.cli.follow.Shop;
import dev.workerapp.cli.json.Json;
import org.junit.jupiter.api.Test;

class LastReloadTest {

    private static String words(Json app) {
        return LastReload.words(new App(app), CommandLines.NOW);
    }

    @Test
    void saysHowTheReloadWent() {
        assertThat(words(Shop.complete(4, ",'drained':4"))).isEqualTo("reload: complete 0s ago, nothing lost");
        assertThat(words(Shop.complete(4, ",'drained':3,'unfinishedRequests':2")))
                .isEqualTo("reload: complete 0s ago, 0 killed, 2 requests unfinished");
        assertThat(words(Shop.app(
                        "", "Reloading", 7, "", "'phase':'Running','revision':'shop-7','replaced':1,'total':4")))
                .isEqualTo("reload: running, 1 of 4 replaced");
        assertThat(words(Shop.app(
                        "",
                        "RolledBack",
                        6,
                        "RolledBack",
                        "'phase':'RolledBack','revision':'shop-6','finishedAt':'2026-11-27T11:59:00Z'")))
                .isEqualTo("reload: rolled back 60s ago");
        assertThat(words(Shop.app("", "Ready", 6, "", ""))).isEmpty();
    }
}
