package dev.workerapp.ecosystem.pm2;

import dev.workerapp.ecosystem.value.Value.Obj;
import java.util.List;
import java.util.Optional;

/**
 * What a file of PM2 has. Immutable.
 *
 * @param apps in the order of the file
 * @param fileServers the entries of {@code static}
 * @param deploy the environments of {@code pm2 deploy}
 * @param isRunning whether these are apps that run, by {@code pm2 jlist} or {@code dump.pm2}
 */
public record Ecosystem(List<App> apps, List<Obj> fileServers, Optional<Obj> deploy, boolean isRunning) {
    /** Copies the lists. */
    public Ecosystem {
        apps = List.copyOf(apps);
        fileServers = List.copyOf(fileServers);
    }
}
