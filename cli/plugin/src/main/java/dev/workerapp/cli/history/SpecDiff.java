package dev.workerapp.cli.history;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.workerapp.cli.output.Colours;
import dev.workerapp.cli.output.Colours.Colour;
import dev.workerapp.cli.output.Escapes;
import dev.workerapp.cli.output.Yaml;
import java.util.List;

/** How the specs of two revisions differ, as a unified diff of their YAML. */
final class SpecDiff {

    private static final int CONTEXT = 3;

    private SpecDiff() {}

    /** The lines; none if the specs are the same. */
    static List<String> lines(Revision from, Revision to, Colours colours) {
        List<String> before = yaml(from);
        return UnifiedDiffUtils.generateUnifiedDiff(
                        title(from), title(to), before, DiffUtils.diff(before, yaml(to)), CONTEXT)
                .stream()
                .map(line -> colours.paint(colour(line), line))
                .toList();
    }

    private static String title(Revision revision) {
        return "revision " + revision.number() + " (" + revision.name() + ")";
    }

    private static List<String> yaml(Revision revision) {
        return Yaml.of(revision.spec()).lines().map(Escapes::none).toList();
    }

    private static Colour colour(String line) {
        if (line.startsWith("---") || line.startsWith("+++")) {
            return Colour.BOLD;
        }
        return switch (line.charAt(0)) {
            case '+' -> Colour.GREEN;
            case '-' -> Colour.RED;
            case '@' -> Colour.BLUE;
            default -> Colour.NONE;
        };
    }
}
