package dev.workerapp.operator.faults;

import dev.workerapp.operator.faults.api.ApiRequest;
import dev.workerapp.operator.faults.api.Target;

/**
 * A place in a run: the n-th request of its sort, or the n-th event of a watch. Counted by sort, it is the same place in
 * each run, however the operator's threads come to turn.
 *
 * @param sort what is asked for, with the app instead of the object's name, as {@code POST shop/pods} or {@code EVENT pods}
 * @param number which one it is, from 1
 */
record Point(String sort, int number) {

    /** The sort of a request. */
    static String sort(ApiRequest request) {
        Target target = request.target();
        String method = target.isWatch()
                ? "WATCH"
                : target.name().isEmpty() && request.method().equals("GET") ? "LIST" : request.method();
        String name = request.method().equals("POST")
                ? request.object().at("/metadata/name").asText()
                : target.name();
        String app = name.isEmpty() ? "" : name.split("[-.]", 2)[0] + "/";
        String subresource = target.subresource().isEmpty() ? "" : "/" + target.subresource();
        return method + " " + app + target.resource() + subresource;
    }

    /** The sort of the events of a watch. */
    static String events(ApiRequest watch) {
        return "EVENT " + watch.target().resource();
    }

    /** The method, or {@code LIST}, {@code WATCH} or {@code EVENT}. */
    String verb() {
        return sort.substring(0, sort.indexOf(' '));
    }

    /** Whether it is about an object of this app. */
    boolean isOf(String app) {
        return sort.startsWith(app + "/", verb().length() + 1);
    }

    @Override
    public String toString() {
        return sort + "#" + number;
    }
}
