package dev.workerapp.worker.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the filter before everything else in a web app. Called by the servlet container, which finds it in the jar. */
public final class WorkerInitializer implements ServletContainerInitializer {
    /** The filter's name, under which an app may have registered it already. */
    static final String FILTER = "workerapp";

    /** Called by the container. */
    public WorkerInitializer() {}

    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) {
        var filter = context.addFilter(FILTER, new DrainFilter());
        if (filter != null) {
            filter.setAsyncSupported(true);
            filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        }
    }
}
