package org.outreachsync.edge;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** What the server counts about itself, in Prometheus' text format. No label ever holds a caller, a site or content. */
public final class Meters {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofMillis(100),
                Duration.ofMillis(250),
        Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5),
                Duration.ofSeconds(10)
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Counter batches;
    private final Counter ops;
    private final Counter quarantined;
    private final Counter late;
    private final Counter beyondNewCodes;

    private final Map<Full, Counter> full = new EnumMap<>(Full.class);

    /** A limit of what callers share. */
    enum Full {
        /** An address has as many connections as it may. */
        ADDRESS_CONNECTIONS,
        /** A token has as many connections as it may. */
        TOKEN_CONNECTIONS,
        /** The port has as many connections as it may. */
        ALL_CONNECTIONS,
        /** The headers of a request did not come in time. */
        HEADERS_TIME,
        /** The headers of a request are too many or too long. */
        HEADERS_SIZE,
        /** An address has as many requests under way as it may. */
        ADDRESS_REQUESTS,
        /** A token has as many requests under way as it may. */
        TOKEN_REQUESTS,
        /** Requests with one-time codes have as many places as they may. */
        CODE_REQUESTS,
        /** The port has as many requests under way as it may. */
        ALL_REQUESTS,
        /** A body came too slowly. */
        BODY_RATE
    }

    /** Meters that start at zero. */
    public Meters() {
        // By the conventions of Prometheus a time is in seconds, and only a histogram has a count; process_cpu_usage
        // says what the first would.
        registry.config()
                .meterFilter(MeterFilter.deny(id -> id.getName().equals("process.cpu.time")))
                .meterFilter(new MeterFilter() {
                    @Override
                    public Meter.Id map(Meter.Id id) {
                        return id.getName().equals("system.cpu.count") ? id.withName("system.cpus") : id;
                    }
                });
        for (var limit : Full.values()) {
            full.put(
                    limit,
                    Counter.builder("outreach.http.limits.reached")
                            .description("How often a limit of what callers share was reached")
                            .tag("limit", limit.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        batches = counter("outreach.batches", "Batches written into the log");
        ops = counter("outreach.ops", "Ops written into the log");
        quarantined = counter("outreach.ops.quarantined", "Ops that went to quarantine");
        late = counter("outreach.batches.late", "Batches of devices or for sites that are not served any more");
        beyondNewCodes = counter(
                "outreach.ops.beyond.new.codes",
                "Ops in quarantine since their device named too many new client codes in a day");
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    /** Registers a gauge for an object that lives as long as the server. */
    public <T> void watch(String name, String description, T thing, ToDoubleFunction<T> number) {
        Gauge.builder(name, thing, number)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    /** Shows how often something happened that is counted elsewhere. */
    public <T> void count(String name, String description, T thing, ToDoubleFunction<T> number) {
        FunctionCounter.builder(name, thing, number).description(description).register(registry);
    }

    /** Counts a request that was answered, or given up with status 0. */
    void request(String method, String route, int status, long nanos) {
        Timer.builder("outreach.http.requests")
                .description("Requests by route and status")
                .tag("method", method)
                .tag("route", route)
                .tag("status", Integer.toString(status))
                .serviceLevelObjectives(BUCKETS)
                .register(registry)
                .record(Duration.ofNanos(nanos));
    }

    /** Counts that somebody reached a limit. */
    void full(Full limit) {
        Objects.requireNonNull(full.get(limit)).increment();
    }

    /** Counts a batch that was written. */
    public void batch(int opCount, int quarantinedCount, boolean isLate) {
        if (opCount > 0) {
            batches.increment();
            ops.increment(opCount);
            quarantined.increment(quarantinedCount);
        }
        if (isLate) {
            late.increment();
        }
    }

    /**
     * Counts ops of a device that named more new client codes than a day's work brings: somebody may be guessing codes.
     */
    public void beyondNewCodes(int opCount) {
        beyondNewCodes.increment(opCount);
    }

    /** Everything, in the text format of Prometheus. */
    String scrape() {
        return registry.scrape();
    }
}
