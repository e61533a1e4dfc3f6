package dev.workerapp.ecosystem.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The report for people: by groups, and what is said of several apps is said once. */
public final class ReportText {
    private static final int MOST_NAMES = 3;

    private ReportText() {}

    /** The text; it ends with a line break. */
    public static String of(Report report) {
        StringBuilder out = new StringBuilder(
                "%s: %s\n".formatted(report.file(), count(report.apps().size(), "app")));
        for (Group group : Group.values()) {
            List<Finding> findings = report.of(group);
            if (!findings.isEmpty()) {
                out.append("\n%s (%d)\n".formatted(group.title(), findings.size()));
                (isList(group) ? listed(findings) : said(findings)).forEach(line -> out.append("  " + line + "\n"));
            }
        }
        return out.toString();
    }

    /** In these groups the names say enough. */
    private static boolean isList(Group group) {
        return group == Group.TAKEN || group == Group.HARMLESS;
    }

    private static List<String> listed(List<Finding> findings) {
        Map<String, List<String>> optionsByApp = new LinkedHashMap<>();
        findings.forEach(finding -> optionsByApp
                .computeIfAbsent(finding.app(), _ -> new ArrayList<>())
                .add(finding.option()));
        Map<String, List<String>> appsByOptions = new LinkedHashMap<>();
        optionsByApp.forEach((app, options) -> appsByOptions
                .computeIfAbsent(options.stream().distinct().collect(Collectors.joining(", ")), _ -> new ArrayList<>())
                .add(app));
        return appsByOptions.entrySet().stream()
                .map(entry -> subject(entry.getValue()) + entry.getKey())
                .toList();
    }

    private static List<String> said(List<Finding> findings) {
        Map<String, List<Finding>> byMessage = new LinkedHashMap<>();
        findings.forEach(finding -> byMessage
                .computeIfAbsent(finding.option() + ": " + finding.message(), _ -> new ArrayList<>())
                .add(finding));
        return byMessage.entrySet().stream()
                .map(entry -> subject(names(entry.getValue())) + entry.getKey() + place(entry.getValue()))
                .toList();
    }

    private static List<String> names(List<Finding> findings) {
        return findings.stream().map(Finding::app).distinct().toList();
    }

    private static String place(List<Finding> findings) {
        Finding first = findings.getFirst();
        return findings.size() > 1 || first.at() == null
                ? ""
                : " (line %d)".formatted(first.at().line());
    }

    private static String subject(List<String> apps) {
        List<String> named = apps.stream().filter(app -> !app.isEmpty()).toList();
        if (named.isEmpty()) {
            return "";
        }
        int more = named.size() - MOST_NAMES;
        return more <= 0
                ? String.join(", ", named) + ": "
                : String.join(", ", named.subList(0, MOST_NAMES)) + " and %d more: ".formatted(more);
    }

    private static String count(int number, String what) {
        return number == 1 ? "1 " + what : number + " " + what + "s";
    }
}
