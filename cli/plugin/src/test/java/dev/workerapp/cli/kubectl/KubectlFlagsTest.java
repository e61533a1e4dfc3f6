package dev.workerapp.cli.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KubectlFlagsTest {

    @Test
    void dividesACommandLine() {
        KubectlFlags flags = split("list -n shop -A --context=prod --as me --sort age -v6 --insecure-skip-tls-verify");

        assertThat(flags.kubectl())
                .containsExactly("-n", "shop", "--context=prod", "--as", "me", "-v6", "--insecure-skip-tls-verify");
        assertThat(flags.rest()).containsExactly("list", "-A", "--sort", "age");
        assertThat(flags.namespace()).contains("shop");
    }

    @Test
    void leavesAloneWhatFollowsTwoDashes() {
        KubectlFlags flags = split("exec shop/2 -n a -- ls -n b -s c");

        assertThat(flags.kubectl()).containsExactly("-n", "a");
        assertThat(flags.rest()).containsExactly("exec", "shop/2", "--", "ls", "-n", "b", "-s", "c");
    }

    @Test
    void knowsTheNamespaceInEachOfItsForms() {
        for (String form :
                List.of("-n x", "-nx", "-n=x", "--namespace x", "--namespace=x", "-n y -n x", "--user -n -n x")) {
            assertThat(split(form).namespace()).as(form).contains("x");
        }
        for (String form : List.of("", "--user -n x", "-n", "--namespace=", "--nam x")) {
            assertThat(split(form).namespace()).as(form).isEmpty();
        }
    }

    @Test
    void takesNoNumberForAFlag() {
        assertThat(split("scale shop -2").rest()).containsExactly("scale", "shop", "-2");
    }

    private static KubectlFlags split(String line) {
        return KubectlFlags.split(line.isEmpty() ? List.of() : List.of(line.split(" ")));
    }
}
