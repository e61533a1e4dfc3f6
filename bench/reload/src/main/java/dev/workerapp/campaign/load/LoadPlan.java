package dev.workerapp.campaign.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What to send.
 *
 * @param host address or name, without a port
 * @param port 1–65535
 * @param keepAlive connections are used again, or each request has a new one
 * @param connections of the open loop, at most so many requests at a time; 1 or more
 * @param rate requests a second of the open loop
 * @param requests after so many the open loop ends by itself
 * @param post of so many requests the last is {@code POST /echo}, the others are {@code GET /}; 0 for GET alone
 * @param slow requests of {@code slowMillis} in flight all the time
 * @param slowMillis how long the worker takes for those
 * @param streams streaming answers open all the time
 * @param timeout from the time at which a request was due to the end of its answer; slow ones get {@code slowMillis} more,
 *     and in a stream it is the longest time between two pieces
 */
public record LoadPlan(
        String host,
        int port,
        boolean keepAlive,
        int connections,
        int rate,
        long requests,
        int post,
        int slow,
        int slowMillis,
        int streams,
        Duration timeout) {

    /** As arguments of {@link LoadMain}: {@code name=value}. */
    public List<String> toArguments() {
        List<String> arguments = new ArrayList<>();
        for (var component : LoadPlan.class.getRecordComponents()) {
            try {
                arguments.add(
                        component.getName() + "=" + component.getAccessor().invoke(this));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return arguments;
    }

    /**
     * The plan of these arguments.
     *
     * @throws IllegalArgumentException if one is missing or malformed
     */
    static LoadPlan parse(List<String> arguments) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException(argument + " is not name=value");
            }
            values.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        return new LoadPlan(
                need(values, "host"),
                Integer.parseInt(need(values, "port")),
                Boolean.parseBoolean(need(values, "keepAlive")),
                Integer.parseInt(need(values, "connections")),
                Integer.parseInt(need(values, "rate")),
                Long.parseLong(need(values, "requests")),
                Integer.parseInt(need(values, "post")),
                Integer.parseInt(need(values, "slow")),
                Integer.parseInt(need(values, "slowMillis")),
                Integer.parseInt(need(values, "streams")),
                Duration.parse(need(values, "timeout")));
    }

    private static String need(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }
}
