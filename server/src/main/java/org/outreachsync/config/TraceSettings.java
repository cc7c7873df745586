package org.outreachsync.config;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The standard variables of OpenTelemetry, as an operator set them. Nothing is exported unless they name an exporter or
 * a collector. What a server exports are traces; its metrics are read from the management port.
 *
 * <p>Source: OpenTelemetry, Environment Variable Specification.
 */
public final class TraceSettings {

    private static final String PREFIX = "OTEL_";
    private static final String EXPORTER = "otel.traces.exporter";
    private static final String PROTOCOL = "otel.exporter.otlp.protocol";
    private static final String TRACES_PROTOCOL = "otel.exporter.otlp.traces.protocol";
    private static final String HTTP = "http/protobuf";
    private static final String OTLP = "otlp";
    private static final String NONE = "none";
    private static final List<String> COLLECTORS =
            List.of("otel.exporter.otlp.endpoint", "otel.exporter.otlp.traces.endpoint");

    private final Map<String, String> properties;
    private final boolean isStandard;

    private TraceSettings(Map<String, String> properties, boolean isStandard) {
        this.properties = Map.copyOf(properties);
        this.isStandard = isStandard;
    }

    static TraceSettings from(Environment environment) {
        var properties = new HashMap<String, String>();
        for (var name : environment.namesBeginning(PREFIX)) {
            var value = environment.text(name);
            if (value != null) {
                properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        }
        boolean isStandard = properties.isEmpty();
        boolean hasCollector = COLLECTORS.stream().anyMatch(properties::containsKey);
        properties.putIfAbsent("otel.service.name", "outreach-sync");
        properties.putIfAbsent(EXPORTER, hasCollector ? OTLP : NONE);
        properties.putIfAbsent("otel.metrics.exporter", NONE);
        properties.putIfAbsent("otel.logs.exporter", NONE);
        properties.putIfAbsent(PROTOCOL, HTTP);
        check(environment, properties);
        return new TraceSettings(properties, isStandard);
    }

    private static void check(Environment environment, Map<String, String> properties) {
        var exporter = properties.getOrDefault(EXPORTER, NONE);
        if (!exporter.equals(OTLP) && !exporter.equals(NONE)) {
            environment.refuse("OTEL_TRACES_EXPORTER", "otlp or none");
        }
        for (var name : List.of(PROTOCOL, TRACES_PROTOCOL)) {
            if (!properties.getOrDefault(name, HTTP).equals(HTTP)) {
                environment.refuse(name.toUpperCase(Locale.ROOT).replace('.', '_'), HTTP + ": gRPC is not built in");
            }
        }
        for (var name : List.of("otel.metrics.exporter", "otel.logs.exporter")) {
            if (!properties.getOrDefault(name, NONE).equals(NONE)) {
                environment.refuse(
                        name.toUpperCase(Locale.ROOT).replace('.', '_'),
                        "none: metrics are read from the management port, and the log from standard error");
            }
        }
    }

    /** The settings by the names that the SDK gives them. */
    public Map<String, String> properties() {
        return properties;
    }

    /** Whether an operator set none of the variables. */
    public boolean isStandard() {
        return isStandard;
    }

    /** Whether spans leave the server. */
    public boolean isExporting() {
        return !properties.getOrDefault(EXPORTER, NONE).equals(NONE)
                && !Boolean.parseBoolean(properties.get("otel.sdk.disabled"));
    }

    /** The SDK refused the settings. Its message may repeat a value, so it is not passed on. */
    public ConfigException refused(RuntimeException refusal) {
        return new ConfigException(List.of("A variable that begins with OTEL_ has a value that OpenTelemetry refuses ("
                + refusal.getClass().getSimpleName() + "). Set only those that the documentation of OpenTelemetry for"
                + " Java lists, with the values that it allows."));
    }
}
