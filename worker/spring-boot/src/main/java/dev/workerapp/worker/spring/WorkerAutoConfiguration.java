package dev.workerapp.worker.spring;

import dev.workerapp.worker.servlet.DrainFilter;
import jakarta.servlet.Filter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.WebFilter;

/** What the starter puts into an app. A bean of the app's own of the same type takes its place. */
@AutoConfiguration
public class WorkerAutoConfiguration {
    /** Made by Spring. */
    public WorkerAutoConfiguration() {}

    /** Says that the worker is ready once Spring Boot says that the app accepts traffic. */
    @Bean
    @ConditionalOnMissingBean
    public WorkerReadiness workerReadiness() {
        return new WorkerReadiness();
    }

    /** For servlet containers. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    public static class Servlets {
        /** Made by Spring. */
        public Servlets() {}

        /** The first filter of all, so that what the others do is counted too. */
        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        @ConditionalOnMissingBean(DrainFilter.class)
        public Filter workerDrainFilter() {
            return new DrainFilter();
        }
    }

    /** For reactive servers. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    public static class Reactive {
        /** Made by Spring. */
        public Reactive() {}

        /** The first filter of all, so that what the others do is counted too. */
        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        @ConditionalOnMissingBean(DrainWebFilter.class)
        public WebFilter workerDrainWebFilter() {
            return new DrainWebFilter();
        }
    }
}
