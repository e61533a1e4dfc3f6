package dev.workerapp.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** When workers are replaced though nothing changed. */
@ValidationRule(
        value = "!has(self.maxMemory) || quantity(string(self.maxMemory)).compareTo(quantity('1Mi')) >= 0",
        message = "recycle.maxMemory is less than 1Mi: write 512Mi for megabytes; m is a thousandth.")
@ValidationRule(
        value = "!has(self.maxAgeSeconds) || self.maxAgeSeconds >= self.minAgeSeconds",
        message = "recycle.maxAgeSeconds is less than recycle.minAgeSeconds, before which no worker is replaced: raise"
                + " maxAgeSeconds, or lower minAgeSeconds.")
@ValidationRule(
        value = "!has(self.timeZone) || has(self.schedule)",
        message = "recycle.timeZone is that of recycle.schedule: set schedule, or remove timeZone.")
public record Recycle(
        @OnChange(Effect.AT_ONCE)
        @Min(1)
        @Max(Integer.MAX_VALUE)
        @JsonPropertyDescription(
                "After how many requests a worker is replaced, as its worker runtime counts them. Each worker is replaced up to"
                        + " a tenth earlier, so that workers that share the load are not replaced together. Looked at every"
                        + " 30 s.")
        @Nullable
        Integer maxRequests,

        @OnChange(Effect.AT_ONCE)
        @Min(1)
        @Max(99)
        @JsonPropertyDescription(
                "A worker is replaced when so much of the old generation of its heap, in percent of its greatest size, stays in"
                        + " use while the collector works through it twice, as its worker runtime says. It needs a"
                        + " collector with generations: Serial, Parallel, G1 or the generational ZGC.")
        @Nullable
        Integer maxHeapPercent,

        @OnChange(Effect.AT_ONCE)
        @JsonPropertyDescription(
                "A worker is replaced when its container uses more memory than that (its working set, as kubectl top shows it)"
                        + " in three samples in a row, over a minute in all. It needs metrics-server or another one that"
                        + " serves metrics.k8s.io. A JVM keeps what its heap once had: give it more than -Xmx and a quarter"
                        + " of that, or every worker comes over it.")
        @Nullable
        Quantity maxMemory,

        @OnChange(Effect.AT_ONCE)
        @Size(max = 256)
        @ValidationRule(
                value = Recycle.CRON,
                message =
                        "recycle.schedule: give five fields (minute, hour, day of the month, month, day of the week), as in"
                                + " '30 4 * * 1-5', or one of @hourly, @daily, @midnight, @weekly, @monthly, @yearly and"
                                + " @annually; the time zone goes into recycle.timeZone.")
        @JsonPropertyDescription(
                "When all workers are replaced: minute, hour, day of the month, month and day of the week, as in a CronJob."
                        + " A change of it never replaces workers for a time in the past.")
        @Nullable
        String schedule,

        @OnChange(Effect.AT_ONCE)
        @Size(min = 1, max = 64)
        @JsonPropertyDescription(
                "The time zone of schedule, by its name in the IANA database, such as Europe/Berlin. UTC if left out.")
        @Nullable
        String timeZone,

        @OnChange(Effect.AT_ONCE)
        @Default("3600")
        @Min(60)
        @Max(604800)
        @JsonPropertyDescription(
                "How many seconds after its time a run of schedule may begin, if the app is paused, suspended or not fully"
                        + " available then. After that the run is skipped. One that has begun is finished.")
        Integer startingDeadlineSeconds,

        @OnChange(Effect.AT_ONCE)
        @Min(600)
        @Max(31536000)
        @JsonPropertyDescription(
                "The greatest age of a worker in seconds, from its creation. Each worker is replaced up to a tenth earlier, so"
                        + " that workers of one age are not replaced together; later, while the app is not fully"
                        + " available or something else is under way.")
        @Nullable
        Integer maxAgeSeconds,

        @OnChange(Effect.AT_ONCE)
        @Default("600")
        @Min(0)
        @Max(86400)
        @JsonPropertyDescription(
                "For how many seconds a worker must have been ready without a break before it is replaced for one of these"
                        + " reasons.")
        Integer minAgeSeconds) {

    /** In CEL: five fields, or a word for them. */
    static final String CRON =
            "self.matches('^ *(@(hourly|daily|midnight|weekly|monthly|yearly|annually)|[^ =@]+( +[^ =@]+){4}) *$')";

    /** Fills in the defaults, as the schema does. */
    public Recycle {
        startingDeadlineSeconds = Objects.requireNonNullElse(startingDeadlineSeconds, 3600);
        minAgeSeconds = Objects.requireNonNullElse(minAgeSeconds, 600);
    }
}
