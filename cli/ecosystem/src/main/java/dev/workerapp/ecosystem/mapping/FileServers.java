package dev.workerapp.ecosystem.mapping;

import dev.workerapp.ecosystem.pm2.App;

/** Apps that PM2 makes of a folder: {@code static}, {@code script: 'serve'}. */
final class FileServers {
    static final String ANSWER =
            "PM2 serves files itself here; a web server such as nginx does it, and no WorkerApp was made";

    private FileServers() {}

    static boolean is(App app) {
        return app.text("script").filter("serve"::equals).isPresent();
    }
}
