package dev.workerapp.cli.describe;

import dev.workerapp.cli.json.Json;
import java.util.Comparator;
import java.util.List;

/**
 * An Event of an app.
 *
 * @param time when it happened last
 * @param type Normal or Warning
 * @param reason the reason, in a word
 * @param message the message
 * @param count how often it happened
 */
record HappenedEvent(String time, String type, String reason, String message, long count) {

    private static final int MOST = 10;

    /** The last ten of a list, the oldest first. */
    static List<HappenedEvent> last(Json list) {
        List<HappenedEvent> all = list.at("items").items().stream()
                .map(HappenedEvent::of)
                .sorted(Comparator.comparing(HappenedEvent::time))
                .toList();
        return all.subList(Math.max(all.size() - MOST, 0), all.size());
    }

    /** Events of the newer API have their time, and how often they happened, in other fields. */
    private static HappenedEvent of(Json event) {
        Json series = event.at("series");
        String time = series.at("lastObservedTime")
                .someText()
                .or(() -> event.at("lastTimestamp").someText())
                .or(() -> event.at("eventTime").someText())
                .orElse(event.at("metadata", "creationTimestamp").text());
        return new HappenedEvent(
                time,
                event.at("type").text(),
                event.at("reason").text(),
                event.at("message").text(),
                series.at("count").integer(event.at("count").integer(1)));
    }

    /** For scripts. */
    Json.Obj json() {
        return Json.object("time", time, "type", type, "reason", reason, "message", message, "count", count);
    }
}
