package dev.workerapp.cli.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workerapp.cli.CommandLines;
import dev.workerapp.cli.testing.Golden;
import dev.workerapp.cli.testing.Printed;
import dev.workerapp.cli.testing.RecordedCluster;
import org.junit.jupiter.api.Test;

class HistoryVerbTest {

    private static final String OF_SHOP = "?labelSelector=workerapp.dev%2Fapp%3Dshop";

    private final RecordedCluster cluster = new RecordedCluster()
            .answer("/apis/workerapp.dev/v1/namespaces/default/workerapps/shop", "shop.json")
            .answer("/apis/apps/v1/namespaces/default/controllerrevisions" + OF_SHOP, "revisions.json")
            .answer("/api/v1/namespaces/default/pods" + OF_SHOP, "workers-of-shop.json");
    private final CommandLines lines = CommandLines.of(cluster);

    @Test
    void showsTheRevisionsAndWhatBecameOfThem() {
        Golden.check("history", lines.run("history", "shop").all());
        Golden.check(
                "history-colour", lines.onTerminal().run("history", "wa/shop").all());
        assertThat(lines.with("LANG", "C").with("COLUMNS", "80").run("history", "shop"))
                .isEqualTo(lines.run("history", "shop"));
    }

    @Test
    void showsOneRevisionWithItsSpec() {
        Golden.check(
                "history-revision",
                lines.run("history", "shop", "--revision", "5").all());
        assertThat(lines.run("history", "shop", "--revision", "shop-5bb0000bb"))
                .isEqualTo(lines.run("history", "shop", "--revision", "5"));
    }

    @Test
    void isReadByScripts() {
        Golden.check("history-json", lines.run("history", "shop", "-o", "json").all());
        Golden.check(
                "history-revision-yaml",
                lines.run("history", "shop", "--revision=7", "-o", "yaml").all());
    }

    @Test
    void showsWhatDiffers() {
        Golden.check(
                "history-diff", lines.run("history", "shop", "--diff", "6:7").all());
        assertThat(lines.run("history", "shop", "--diff", "6"))
                .as("to the revision that the app is brought to")
                .isEqualTo(lines.run("history", "shop", "--diff", "6:7"));
        assertThat(lines.onTerminal().run("history", "shop", "--diff", "6:7").out())
                .contains("\033[31m-image: \"example/shop:1.4\"\033[0m\n\033[32m+image: \"example/shop:1.5\"\033[0m");
        assertThat(lines.run("history", "shop", "--diff", "7:7"))
                .isEqualTo(new Printed(0, "", "The specs of revisions 7 and 7 are the same.\n"));
    }

    @Test
    void namesTheRevisionsThatAreKept() {
        assertThat(lines.run("history", "shop", "--diff", "3:7"))
                .isEqualTo(new Printed(1, "", "error: revision 3 of shop is not kept; these are: 4, 5, 6, 7\n"));
    }

    @Test
    void isOfOneApp() {
        assertThat(lines.run("history").err()).isEqualTo("error: history is of one app: write its name\n");
        assertThat(lines.run("history", "shop", "cart").exit()).isEqualTo(2);
        assertThat(lines.run("history", "shop/2").err())
                .isEqualTo("error: history is for whole apps: write shop, not shop/2\n");
        assertThat(lines.run("history", "shop", "--diff=6:7", "-o", "json").exit())
                .isEqualTo(2);
    }
}
