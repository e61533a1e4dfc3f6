package dev.workerapp.cli.pod;

import java.util.Optional;
import java.util.function.Function;

/**
 * {@code $(NAME)} in the value of a variable, as the kubelet expands it
 * (k8s.io/kubernetes/third_party/forked/golang/expansion): {@code $$} is a dollar, and a name that is not known stays.
 */
final class Expansion {

    private Expansion() {}

    /** The value with the variables that are known in the place of their names. */
    static String of(String value, Function<String, Optional<String>> known) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            char next = i + 1 < value.length() ? value.charAt(i + 1) : ' ';
            int end = next == '(' ? value.indexOf(')', i + 2) : -1;
            if (c == '$' && end > 0) {
                String name = value.substring(i + 2, end);
                text.append(known.apply(name).orElse("$(" + name + ")"));
                i = end;
            } else if (c == '$' && next == '$') {
                text.append('$');
                i++;
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
