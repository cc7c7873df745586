package org.outreachsync.edge;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/**
 * The server's metrics, in Prometheus' text format. Labels contain no caller and no content; of sites, only silent ones
 * are named.
 */
public final class Meters {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofMillis(100),
                Duration.ofMillis(250),
        Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5),
                Duration.ofSeconds(10)
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final MultiGauge silentSites;
    private final Counter batches;
    private final Counter ops;
    private final Counter quarantined;
    private final Counter late;
    private final Counter beyondNewCodes;

    private final Map<Full, Counter> full = new EnumMap<>(Full.class);
    private final Map<String, Timer> storeCalls = new ConcurrentHashMap<>();

    /** A limit that callers can reach. */
    enum Full {
        /** The connections of an address. */
        ADDRESS_CONNECTIONS,
        /** The connections of a token. */
        TOKEN_CONNECTIONS,
        /** The connections of the port. */
        ALL_CONNECTIONS,
        /** The time for the headers of a request. */
        HEADERS_TIME,
        /** The number and size of the headers of a request. */
        HEADERS_SIZE,
        /** The in-flight requests of an address. */
        ADDRESS_REQUESTS,
        /** The in-flight requests of a token. */
        TOKEN_REQUESTS,
        /** The in-flight requests with one-time codes. */
        CODE_REQUESTS,
        /** The in-flight requests of the port. */
        ALL_REQUESTS,
        /** The minimum rate of a body. */
        BODY_RATE
    }

    /** Creates all metrics, starting at zero. */
    public Meters() {
        // Prometheus' conventions: times are in seconds, and only histograms end in _count. process_cpu_usage replaces
        // process.cpu.time.
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
                            .description("How often a caller reached a limit")
                            .tag("limit", limit.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        silentSites = MultiGauge.builder("outreach.site.silent.seconds")
                .description("Time since the last sync of any tablet of a silent site; the longest ones only")
                .register(registry);
        batches = counter("outreach.batches", "Batches appended to the log");
        ops = counter("outreach.ops", "Ops appended to the log");
        quarantined = counter("outreach.ops.quarantined", "Ops that went to quarantine");
        late = counter("outreach.batches.late", "Batches from tablets, or for sites, that are no longer served");
        beyondNewCodes = counter(
                "outreach.ops.beyond.new.codes",
                "Ops quarantined because their tablet named too many new client codes in a day");
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    /** Registers a gauge on an object that lives as long as the server. */
    public <T> void watch(String name, String description, T thing, ToDoubleFunction<T> number) {
        Gauge.builder(name, thing, number)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    /** Registers a counter whose value is kept elsewhere. */
    public <T> void count(String name, String description, T thing, ToDoubleFunction<T> number) {
        FunctionCounter.builder(name, thing, number).description(description).register(registry);
    }

    /** Records a request that was answered, or that was aborted (status 0). */
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

    /**
     * Records a call of the store.
     *
     * @param operation the name of the operation, one of few
     * @param isAnswered whether the store answered; false if it failed, or its answer is unknown
     */
    public void storeCall(String operation, boolean isAnswered, long nanos) {
        var outcome = isAnswered ? "answered" : "failed";
        storeCalls
                .computeIfAbsent(
                        operation + '/' + outcome,
                        unseen -> Timer.builder("outreach.store.calls")
                                .description("Calls of the store by operation and outcome")
                                .tag("operation", operation)
                                .tag("outcome", outcome)
                                .serviceLevelObjectives(BUCKETS)
                                .register(registry))
                .record(Duration.ofNanos(nanos));
    }

    /** Names these sites as silent, and no others. */
    public void silent(Map<String, Duration> sites) {
        silentSites.register(
                sites.entrySet().stream()
                        .map(site -> MultiGauge.Row.of(
                                Tags.of("site", site.getKey()), site.getValue().toSeconds()))
                        .toList(),
                true);
    }

    /** Counts that a caller reached a limit. */
    void full(Full limit) {
        Objects.requireNonNull(full.get(limit)).increment();
    }

    /** Counts a batch that was appended to the log. */
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

    /** Counts ops of a device that named more new client codes than a day allows: somebody may be guessing codes. */
    public void beyondNewCodes(int opCount) {
        beyondNewCodes.increment(opCount);
    }

    /** All metrics, in Prometheus' text format. */
    String scrape() {
        return registry.scrape();
    }
}
