package dev.workerapp.cli.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {

    @ParameterizedTest
    @CsvSource({
        "shop, shop",
        "shop/2, shop/2",
        "wa/shop, shop",
        "workerapp/shop/0, shop/0",
        "workerapps.workerapp.dev/all, all",
        "wa, wa",
        "wa/3, wa/3"
    })
    void readsWhatIsNamed(String argument, String target) {
        assertThat(Target.parse(argument, "default")).hasToString(target);
    }

    @Test
    void refusesWhatPm2Takes() {
        assertThatThrownBy(() -> Target.parse("all", "prod"))
                .hasMessage("error: there is no WorkerApp \"all\" in namespace \"prod\"; for every app of the namespace"
                        + " use --all");
        assertThatThrownBy(() -> Target.parse("3", "prod"))
                .hasMessage("error: \"3\" is no app: a worker is named by its app and slot, as shop/3;"
                        + " kubectl workerapp list --workers shows them");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "Shop",
                "shop/",
                "shop/x",
                "shop/-1",
                "shop/1/2",
                "shop_1",
                "deployment/shop",
                "shop/9999999"
            })
    void refusesWhatNamesNothing(String argument) {
        assertThatThrownBy(() -> Target.parse(argument, "default"))
                .hasMessageStartingWith("error: \"" + argument + "\" names no ");
    }

    @Test
    void takesOneOfThreeWays() {
        assertThat(Targets.of(List.of("a", "b/1"), Optional.empty(), false, "x").named())
                .containsExactly(new Target("a", OptionalInt.empty()), new Target("b", OptionalInt.of(1)));
        assertThatThrownBy(() -> Targets.of(List.of(), Optional.empty(), false, "x"))
                .hasMessageContaining("name an app");
        assertThatThrownBy(() -> Targets.of(List.of("a"), Optional.empty(), true, "x"))
                .hasMessageContaining("one of them");
        assertThatThrownBy(() ->
                        Targets.of(List.of("b/1"), Optional.empty(), false, "x").wholeApps("stop"))
                .hasMessage("error: stop is for whole apps: write b, not b/1");
    }
}
