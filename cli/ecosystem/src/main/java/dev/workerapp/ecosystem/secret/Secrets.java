package dev.workerapp.ecosystem.secret;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Tells what is secret, and keeps it out of texts: variables by their names, and texts that carry a password or a private
 * key. Not thread-safe.
 */
public final class Secrets {
    private static final String HIDDEN = "***";
    /** Shorter ones are in every second word of a command. */
    private static final int SHORTEST = 4;
    /** Shorter ones are other variables' values too, as {@code root} or {@code true}. */
    private static final int SHORTEST_IN_VARIABLE = 8;

    private static final String NAME = "PASS|SECRET|TOKEN|KEY|CREDENTIAL|DSN|PWD|AUTH|SIGNATURE";
    private static final Pattern SECRET_NAME = Pattern.compile(NAME, Pattern.CASE_INSENSITIVE);
    private static final Pattern HARMLESS_NAME = Pattern.compile("PWD|OLDPWD");
    /** {@code postgres://shop:geheim@db/shop} */
    private static final Pattern PASSWORD_IN_URL = Pattern.compile("(\\w://[^\\s/:@]*:)[^\\s/@]+(@)");
    /** {@code https://ghp_x@github.com}: a user's name alone, which may be a token. */
    private static final Pattern USER_IN_URL = Pattern.compile("(https?://)[^\\s/:@]+(@)");

    private static final Pattern PRIVATE_KEY = Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY");
    /** {@code --db-password=geheim}, {@code DB_PASSWORD=geheim}, {@code --token geheim} */
    private static final Pattern ASSIGNED = Pattern.compile(
            "([\\w.-]{0,64}(?:" + NAME + ")[\\w.-]{0,64}(?:\\s*[=:]\\s*|\\s+))(\"[^\"]*\"|'[^']*'|[^\\s,;]+)",
            Pattern.CASE_INSENSITIVE);

    private final Set<String> known =
            new TreeSet<>((a, b) -> a.length() == b.length() ? a.compareTo(b) : b.length() - a.length());

    /** Whether a variable's value must not be printed. */
    public boolean isSecret(String name, String value) {
        return (SECRET_NAME.matcher(name).find() && !HARMLESS_NAME.matcher(name).matches())
                || PASSWORD_IN_URL.matcher(value).find()
                || USER_IN_URL.matcher(value).find()
                || PRIVATE_KEY.matcher(value).find()
                || known.stream().anyMatch(secret -> secret.length() >= SHORTEST_IN_VARIABLE && value.contains(secret));
    }

    /** Whether a command or a path carries a secret. */
    public boolean isIn(String text) {
        return !hide(text).equals(text);
    }

    /** Keeps a value out of all texts from now on. */
    public void add(String value) {
        if (value.strip().length() >= SHORTEST) {
            known.add(value.strip());
        }
    }

    /** A command or a path without the secrets that are in it. Not for prose: it takes words for assignments. */
    public String hide(String text) {
        String hidden = text;
        for (String secret : known) {
            hidden = hidden.replace(secret, HIDDEN);
        }
        hidden = PASSWORD_IN_URL.matcher(hidden).replaceAll("$1" + HIDDEN + "$2");
        hidden = USER_IN_URL.matcher(hidden).replaceAll("$1" + HIDDEN + "$2");
        return ASSIGNED.matcher(hidden).replaceAll("$1" + HIDDEN);
    }
}
