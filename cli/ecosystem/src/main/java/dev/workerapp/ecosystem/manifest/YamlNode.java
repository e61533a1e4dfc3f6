package dev.workerapp.ecosystem.manifest;

import java.util.ArrayList;
import java.util.List;

/** A part of a YAML document. */
public sealed interface YamlNode {

    /** A text, which is quoted if YAML would take it for something else. */
    record Text(String text) implements YamlNode {}

    /** What must not be quoted: a number, {@code true}. */
    record Plain(String text) implements YamlNode {}

    /** A list. */
    record Items(List<YamlNode> items) implements YamlNode {
        /** Copies the items. */
        public Items {
            items = List.copyOf(items);
        }
    }

    /** An object in the order in which its entries were put. Not thread-safe. */
    final class Mapping implements YamlNode {
        private final List<Line> lines = new ArrayList<>();

        /** An entry, or a comment that stands by itself. */
        sealed interface Line {
            record Entry(String key, YamlNode value, String comment) implements Line {}

            record Comment(String text) implements Line {}
        }

        /** Adds an entry. */
        public Mapping put(String key, YamlNode value) {
            return put(key, value, "");
        }

        /** Adds an entry with a comment. */
        public Mapping put(String key, YamlNode value, String comment) {
            lines.add(new Line.Entry(key, value, comment));
            return this;
        }

        /** Adds a line that is a comment alone. */
        public Mapping comment(String text) {
            lines.add(new Line.Comment(text));
            return this;
        }

        /** Whether nothing was put. */
        public boolean isEmpty() {
            return lines.isEmpty();
        }

        List<Line> lines() {
            return lines;
        }
    }

    /** A text. */
    static YamlNode of(String text) {
        return new Text(text);
    }

    /** A number. */
    static YamlNode of(long number) {
        return new Plain(Long.toString(number));
    }

    /** True or false. */
    static YamlNode of(boolean bool) {
        return new Plain(Boolean.toString(bool));
    }

    /** A list of texts. */
    static YamlNode of(List<String> texts) {
        return new Items(texts.stream().map(YamlNode::of).toList());
    }
}
