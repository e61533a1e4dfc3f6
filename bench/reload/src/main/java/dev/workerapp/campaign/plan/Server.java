package dev.workerapp.campaign.plan;

import java.util.Locale;

/** The servers in the workers. */
public enum Server {
    JDK,
    TOMCAT,
    SPRING,
    NETTY,
    /** Under PM2 alone. */
    NODE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
