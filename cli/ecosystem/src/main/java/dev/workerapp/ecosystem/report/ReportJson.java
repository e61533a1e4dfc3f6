package dev.workerapp.ecosystem.report;

import dev.workerapp.ecosystem.value.Json;
import dev.workerapp.ecosystem.value.Value;
import dev.workerapp.ecosystem.value.Value.Arr;
import dev.workerapp.ecosystem.value.Value.Member;
import dev.workerapp.ecosystem.value.Value.Num;
import dev.workerapp.ecosystem.value.Value.Obj;
import dev.workerapp.ecosystem.value.Value.Str;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The report for programs: {@code ImportReport} of {@code cli.workerapp.dev/v1}. */
public final class ReportJson {

    private ReportJson() {}

    /** The text; it ends with a line break. */
    public static String of(Report report) {
        Map<String, Member> members = new LinkedHashMap<>();
        put(members, "apiVersion", text("cli.workerapp.dev/v1"));
        put(members, "kind", text("ImportReport"));
        put(members, "file", text(report.file()));
        put(
                members,
                "apps",
                new Arr(report.apps().stream().map(ReportJson::text).toList(), null));
        put(members, "counts", counts(report));
        put(
                members,
                "findings",
                new Arr(report.findings().stream().map(ReportJson::finding).toList(), null));
        return Json.indented(new Obj(members, null)) + "\n";
    }

    private static Value counts(Report report) {
        Map<String, Member> counts = new LinkedHashMap<>();
        Arrays.stream(Group.values())
                .forEach(group ->
                        put(counts, group.title(), number(report.of(group).size())));
        return new Obj(counts, null);
    }

    private static Value finding(Finding finding) {
        Map<String, Member> members = new LinkedHashMap<>();
        put(members, "group", text(finding.group().title()));
        if (!finding.app().isEmpty()) {
            put(members, "app", text(finding.app()));
        }
        put(members, "option", text(finding.option()));
        put(members, "message", text(finding.message()));
        if (finding.at() != null) {
            put(members, "line", number(finding.at().line()));
            put(members, "column", number(finding.at().column()));
        }
        return new Obj(members, null);
    }

    private static void put(Map<String, Member> members, String key, Value value) {
        members.put(key, new Member(value, null));
    }

    private static Value text(String text) {
        return new Str(text, null);
    }

    private static Value number(int number) {
        return new Num(number, null);
    }
}
