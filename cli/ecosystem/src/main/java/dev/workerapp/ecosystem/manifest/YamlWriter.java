package dev.workerapp.ecosystem.manifest;

import dev.workerapp.ecosystem.manifest.YamlNode.Items;
import dev.workerapp.ecosystem.manifest.YamlNode.Mapping;
import dev.workerapp.ecosystem.manifest.YamlNode.Mapping.Line;
import dev.workerapp.ecosystem.manifest.YamlNode.Plain;
import dev.workerapp.ecosystem.manifest.YamlNode.Text;
import java.util.List;

/** Writes YAML in the block style that {@code kubectl -o yaml} has, with comments. */
public final class YamlWriter {
    private static final String INDENT = "  ";
    /** A comment that would make a line longer stands above it. */
    private static final int WIDEST = 110;

    private final StringBuilder out = new StringBuilder();

    private YamlWriter() {}

    /** One document, without a line that separates it from others. */
    public static String write(Mapping document) {
        YamlWriter writer = new YamlWriter();
        writer.mapping(document, "", "");
        return writer.out.toString();
    }

    /**
     * @param first what stands before the first line in the place of its indent
     */
    private void mapping(Mapping mapping, String first, String indent) {
        String before = first;
        for (Line line : mapping.lines()) {
            switch (line) {
                case Line.Comment(String text) -> comment(text, before);
                case Line.Entry(String key, YamlNode value, String comment) ->
                    entry(before, key, value, comment, indent);
            }
            before = indent;
        }
    }

    private void entry(String before, String key, YamlNode value, String comment, String indent) {
        switch (value) {
            case Text(String text) -> line(before, key + ": " + Scalar.of(text), comment);
            case Plain(String text) -> line(before, key + ": " + text, comment);
            case Items(List<YamlNode> items) -> {
                line(before, key + ":", comment);
                items.forEach(item -> item(item, indent));
            }
            case Mapping nested -> {
                line(before, key + ":", comment);
                mapping(nested, indent + INDENT, indent + INDENT);
            }
        }
    }

    private void item(YamlNode item, String indent) {
        switch (item) {
            case Text(String text) -> line(indent, "- " + Scalar.of(text), "");
            case Plain(String text) -> line(indent, "- " + text, "");
            case Mapping nested -> mapping(nested, indent + "- ", indent + INDENT);
            case Items _ -> throw new IllegalArgumentException("a WorkerApp has no list in a list");
        }
    }

    private void line(String before, String text, String comment) {
        String beside = comment.isEmpty() ? "" : "  # " + Scalar.comment(comment);
        if (before.length() + text.length() + beside.length() > WIDEST && !comment.isEmpty() && before.isBlank()) {
            comment(comment, before);
            out.append(before).append(text).append('\n');
        } else {
            out.append(before).append(text).append(beside).append('\n');
        }
    }

    private void comment(String text, String indent) {
        StringBuilder line = new StringBuilder();
        for (String word : Scalar.comment(text).split(" ", -1)) {
            if (!line.isEmpty() && indent.length() + 3 + line.length() + word.length() > WIDEST) {
                out.append(indent).append("#").append(line).append('\n');
                line.setLength(0);
            }
            line.append(' ').append(word);
        }
        out.append(indent).append("#").append(line).append('\n');
    }
}
