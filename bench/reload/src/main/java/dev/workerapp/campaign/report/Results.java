package dev.workerapp.campaign.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The file of results: a line for each row, so that a row measured again is a change of one line. */
public final class Results {

    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;
    private final Map<String, Row> rows = new LinkedHashMap<>();

    /** What is in the file already, if it is there. */
    public Results(Path file) {
        this.file = file;
        if (Files.exists(file)) {
            try {
                for (JsonNode row : JSON.readTree(file.toFile())) {
                    put(JSON.treeToValue(row, Row.class));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void put(Row row) {
        rows.put(row.key(), row);
    }

    public boolean has(String key) {
        return rows.containsKey(key);
    }

    public List<Row> rows() {
        return List.copyOf(rows.values());
    }

    /** Adds a row, in place of one of the same name, and writes the file. */
    public void add(Row row) {
        put(row);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            List<String> lines = new ArrayList<>();
            for (Row each : rows.values()) {
                lines.add(JSON.writeValueAsString(each));
            }
            Files.writeString(file, "[\n" + String.join(",\n", lines) + "\n]\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
