package dev.workerapp.ecosystem.report;

import java.util.List;

/**
 * What became of a file. Immutable.
 *
 * @param file what messages call it
 * @param apps the names of the apps that were written
 * @param findings in the order of the file
 */
public record Report(String file, List<String> apps, List<Finding> findings) {
    /** Copies the lists. */
    public Report {
        apps = List.copyOf(apps);
        findings = List.copyOf(findings);
    }

    /** Those of a group. */
    public List<Finding> of(Group group) {
        return findings.stream().filter(finding -> finding.group() == group).toList();
    }

    /** Whether a person must do something, or look at something. */
    public boolean needsPerson() {
        return findings.stream().anyMatch(finding -> finding.group().needsPerson());
    }
}
