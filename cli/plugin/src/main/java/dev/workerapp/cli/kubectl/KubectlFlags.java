package dev.workerapp.cli.kubectl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The command line in two parts: kubectl's own flags, which are passed on to it unread, and the rest, which is ours.
 *
 * @param kubectl kubectl's flags, with their values
 * @param rest what is left, in its order
 */
public record KubectlFlags(List<String> kubectl, List<String> rest) {

    private static final Set<String> WITH_VALUE = Set.of(
            "--as",
            "--as-group",
            "--as-uid",
            "--as-user-extra",
            "--cache-dir",
            "--certificate-authority",
            "--client-certificate",
            "--client-key",
            "--cluster",
            "--context",
            "--kubeconfig",
            "--kuberc",
            "--log-flush-frequency",
            "--namespace",
            "--password",
            "--request-timeout",
            "--server",
            "--tls-server-name",
            "--token",
            "--user",
            "--username",
            "--v",
            "--vmodule");

    private static final Set<String> WITHOUT_VALUE = Set.of(
            "--disable-compression", "--insecure-skip-tls-verify", "--match-server-version", "--warnings-as-errors");

    /** -n NAMESPACE, -s SERVER, -v LEVEL, also as -nNAMESPACE. */
    private static final String SHORT = "nsv";

    public KubectlFlags {
        kubectl = List.copyOf(kubectl);
        rest = List.copyOf(rest);
    }

    /** Divides a command line. What follows {@code --} is ours, whatever it looks like. */
    public static KubectlFlags split(List<String> arguments) {
        List<String> kubectl = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--")) {
                rest.addAll(arguments.subList(i, arguments.size()));
                break;
            }
            if (!isKubectls(argument)) {
                rest.add(argument);
                continue;
            }
            kubectl.add(argument);
            if (needsNext(argument) && i + 1 < arguments.size()) {
                i++;
                kubectl.add(arguments.get(i));
            }
        }
        return new KubectlFlags(kubectl, rest);
    }

    private static boolean isKubectls(String argument) {
        if (argument.startsWith("--")) {
            String name = argument.contains("=") ? argument.substring(0, argument.indexOf('=')) : argument;
            return WITH_VALUE.contains(name) || WITHOUT_VALUE.contains(name);
        }
        return argument.length() > 1 && argument.charAt(0) == '-' && SHORT.indexOf(argument.charAt(1)) >= 0;
    }

    private static boolean needsNext(String argument) {
        return argument.startsWith("--") ? WITH_VALUE.contains(argument) : argument.length() == 2;
    }

    /** The namespace that the flags name. The last one holds, as with kubectl. */
    public Optional<String> namespace() {
        return value("--namespace", "-n");
    }

    private Optional<String> value(String name, String shortName) {
        Optional<String> found = Optional.empty();
        for (int i = 0; i < kubectl.size(); i++) {
            String flag = kubectl.get(i);
            if (flag.equals(name) || flag.equals(shortName)) {
                found = i + 1 < kubectl.size() ? Optional.of(kubectl.get(++i)) : found;
            } else if (flag.startsWith(name + "=")) {
                found = Optional.of(flag.substring(name.length() + 1));
            } else if (flag.startsWith(shortName)) {
                String value = flag.substring(shortName.length());
                found = Optional.of(value.startsWith("=") ? value.substring(1) : value);
            } else if (needsNext(flag)) {
                i++;
            }
        }
        return found.filter(value -> !value.isEmpty());
    }
}
