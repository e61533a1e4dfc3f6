package dev.workerapp.ecosystem.literal;

/**
 * One word of JavaScript.
 *
 * @param text the name or the sign itself; what a string stands for; nothing at the end
 * @param number of a number alone
 * @param start the offset at which it begins
 * @param afterLineBreak whether it is the first one of its line
 */
record Token(Kind kind, String text, double number, int start, boolean afterLineBreak) {

    enum Kind {
        NAME,
        STRING,
        NUMBER,
        /** What is no data, and needs no further look: a BigInt, a regular expression. */
        OPAQUE,
        SIGN,
        END
    }

    boolean is(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    boolean isName(String name) {
        return kind == Kind.NAME && text.equals(name);
    }

    /** As a message calls it. */
    String shown() {
        return switch (kind) {
            case STRING -> "a text";
            case NUMBER -> "a number";
            case END -> "the end of the file";
            case NAME, SIGN, OPAQUE -> text;
        };
    }
}
