package org.outreachsync.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.outreachsync.rig.ServerRig.SITE;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.outreachsync.config.ConfigException;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.edge.Problems;
import org.outreachsync.rig.ServerRig;
import org.outreachsync.rig.SilentPort;
import org.outreachsync.rig.SocketTablet;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.ForwardingStore;
import org.outreachsync.store.Range;
import org.outreachsync.store.Table;
import org.outreachsync.store.Tables;
import org.slf4j.LoggerFactory;

/** Spans reach a collector, lines of the log name the trace that they belong to, and neither tells of people. */
class TracingIT {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";
    private static final String TRACED = "traceparent: 00-" + TRACE + "-" + PARENT + "-01\r\n";
    private static final String CLIENT = "F1990AAAA";

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final AtomicBoolean isBroken = new AtomicBoolean();

    @BeforeEach
    void listen() {
        log.start();
        ((Logger) LoggerFactory.getLogger(Problems.class)).addAppender(log);
    }

    @AfterEach
    void leave() {
        ((Logger) LoggerFactory.getLogger(Problems.class)).detachAppender(log);
    }

    /** A store that fails as only a mistake of the program would, when it is told to. */
    private DocumentStore breakable(DocumentStore store) {
        return new ForwardingStore(store) {
            @Override
            public List<Document> range(Table table, Range range) {
                if (isBroken.get() && table.equals(Tables.SITES)) {
                    throw new IllegalStateException("broken");
                }
                return super.range(table, range);
            }
        };
    }

    private static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    private static Map<String, String> attributes(Span span) {
        var found = new TreeMap<String, String>();
        span.getAttributesList()
                .forEach(one -> found.put(
                        one.getKey(),
                        one.getValue().hasIntValue()
                                ? Long.toString(one.getValue().getIntValue())
                                : one.getValue().getStringValue()));
        return found;
    }

    private static Map<String, String> exportingTo(FakeCollector collector) {
        return Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.address(), "OTEL_BSP_SCHEDULE_DELAY", "50");
    }

    private static Span spanOf(FakeCollector collector, String name) {
        return collector.spans().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not among "
                        + collector.spans().stream().map(Span::getName).toList()));
    }

    @Test
    void aSyncIsTracedDownToTheStoreWithoutAWordAboutAnybody() throws Exception {
        try (var collector = new FakeCollector()) {
            SocketTablet tablet;
            try (var rig = new ServerRig(exportingTo(collector))) {
                tablet = new SocketTablet(rig);
                tablet.exchange(CLIENT, 3);
                collector.await("count cells");
            }

            var sync = spanOf(collector, "POST /v1/sync");
            assertThat(sync.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
            assertThat(attributes(sync))
                    .isEqualTo(Map.of(
                            "http.request.method", "POST",
                            "http.route", "/v1/sync",
                            "http.response.status_code", "200"));
            assertThat(collector.spans())
                    .filteredOn(span -> span.getParentSpanId().equals(sync.getSpanId()))
                    .extracting(Span::getName)
                    .contains("write log", "get record_heads")
                    .allMatch(name -> name.matches("(insert|replace|write|get|range|count|remove) [a-z_]+"));
            assertThat(spanOf(collector, "count cells").getParentSpanId()).isEmpty();
            assertThat(collector.received().getFirst().getResourceSpans(0).getResource())
                    .asString()
                    .contains("service.name", "outreach-sync");
            assertThat(collector.text())
                    .doesNotContain(SITE)
                    .doesNotContain(CLIENT)
                    .doesNotContain(tablet.enrolled.getDeviceId())
                    .doesNotContain(tablet.enrolled.getToken());
        }
    }

    @Test
    void aFailureIsLoggedAndExportedUnderTheTraceOfItsCaller() throws Exception {
        try (var collector = new FakeCollector()) {
            try (var rig = new ServerRig(exportingTo(collector), this::breakable)) {
                var admin = rig.admin();
                isBroken.set(true);
                rig.time.pass(Duration.ofSeconds(5));

                assertThat(rig.send("GET", "/v1/sites", admin + TRACED, new byte[0])
                                .status())
                        .isEqualTo(500);
                collector.await("GET /v1/sites");
            }

            var span = spanOf(collector, "GET /v1/sites");
            assertThat(hex(span.getTraceId())).isEqualTo(TRACE);
            assertThat(hex(span.getParentSpanId())).isEqualTo(PARENT);
            assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
            assertThat(attributes(span)).containsEntry("error.type", "500");
            assertThat(log.list)
                    .filteredOn(event -> event.getMessage().contains("internal error"))
                    .singleElement()
                    .satisfies(event -> assertThat(event.getMDCPropertyMap())
                            .isEqualTo(Map.of("trace_id", TRACE, "span_id", hex(span.getSpanId()))));
        }
    }

    @Test
    void withoutACollectorEachRequestStillHasATraceOfItsOwnInTheLog() throws Exception {
        try (var rig = new ServerRig(Map.of(), this::breakable)) {
            var admin = rig.admin();
            isBroken.set(true);
            for (int no = 0; no < 2; no++) {
                rig.time.pass(Duration.ofSeconds(5));
                assertThat(rig.send("GET", "/v1/sites", admin, new byte[0]).status())
                        .isEqualTo(500);
            }
        }

        assertThat(log.list)
                .filteredOn(event -> event.getMessage().contains("internal error"))
                .extracting(event -> event.getMDCPropertyMap().getOrDefault("trace_id", ""))
                .hasSize(2)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[0-9a-f]{32}"));
    }

    /** Whether or not a variable makes OpenTelemetry configure itself. */
    @ParameterizedTest
    @ValueSource(strings = {"", "OTEL_SERVICE_NAME"})
    void withoutACollectorTheLogNamesTheTraceOfACallerThatIsTraced(String variable) throws Exception {
        var environment = variable.isEmpty() ? Map.<String, String>of() : Map.of(variable, "osh");
        try (var rig = new ServerRig(environment, this::breakable)) {
            var admin = rig.admin();
            isBroken.set(true);
            rig.time.pass(Duration.ofSeconds(5));
            rig.send("GET", "/v1/sites", admin + TRACED, new byte[0]);
        }
        assertThat(log.list.getLast().getMDCPropertyMap())
                .containsEntry("trace_id", TRACE)
                .doesNotContainEntry("span_id", PARENT);
    }

    /** Somebody sends headers that are no traces: the request is served as any other. */
    @ParameterizedTest
    @CsvSource({
        "00-0-0-01",
        "ff-" + TRACE + "-" + PARENT + "-01",
        "'; drop table'",
        "00-00000000000000000000000000000000-0000000000000000-00"
    })
    void whatIsNoTraceIsIgnored(String traceparent) throws Exception {
        try (var rig = new ServerRig(Map.of(), this::breakable)) {
            var admin = rig.admin();
            isBroken.set(true);
            rig.time.pass(Duration.ofSeconds(5));
            rig.send("GET", "/v1/sites", admin + "traceparent: " + traceparent + "\r\n", new byte[0]);
        }
        assertThat(log.list.getLast().getMDCPropertyMap().get("trace_id"))
                .matches("[0-9a-f]{32}")
                .isNotEqualTo(TRACE)
                .isNotEqualTo("0".repeat(32));
    }

    @Test
    void aCollectorThatIsNotThereDelaysNobody() throws Exception {
        try (var silent = new SilentPort()) {
            var nobody = "http://127.0.0.1:" + silent.number();
            try (var rig = new ServerRig(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", nobody))) {
                new SocketTablet(rig).exchange(CLIENT, 3);
            }
        }
    }

    @Test
    void itsStandardVariableDisablesIt() throws Exception {
        try (var collector = new FakeCollector()) {
            try (var rig = new ServerRig(
                    Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.address(), "OTEL_SDK_DISABLED", "true"))) {
                new SocketTablet(rig).exchange(CLIENT, 3);
            }
            assertThat(collector.received()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "OTEL_TRACES_EXPORTER, zipkin, OTEL_TRACES_EXPORTER must be otlp or none",
        "OTEL_EXPORTER_OTLP_PROTOCOL, grpc, OTEL_EXPORTER_OTLP_PROTOCOL must be http/protobuf",
        "OTEL_METRICS_EXPORTER, otlp, OTEL_METRICS_EXPORTER must be none"
    })
    void saysWhichVariableIsWrong(String name, String value, String says) {
        assertThatThrownBy(() -> ServerConfig.from(Map.of(name, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(says);
    }

    @ParameterizedTest
    @CsvSource({"OTEL_TRACES_SAMPLER, sometimes", "OTEL_EXPORTER_OTLP_ENDPOINT, nowhere"})
    void doesNotStartWithWhatOpenTelemetryRefuses(String name, String value) {
        var config = ServerConfig.from(Map.of(name, value));
        assertThatThrownBy(() -> Tracing.by(config.traces()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("OTEL_")
                .hasMessageNotContaining(value);
    }

    @Test
    void tokensAreNoPartOfASpan() throws Exception {
        try (var collector = new FakeCollector()) {
            String admin;
            try (var rig = new ServerRig(exportingTo(collector))) {
                admin = rig.admin();
                rig.send("GET", "/v1/indicators/CONTACTS?period=2026&sites=" + SITE, admin, new byte[0]);
                collector.await("GET /v1/indicators/:code");
            }
            assertThat(collector.text())
                    .doesNotContain("CONTACTS")
                    .doesNotContain(admin.strip().substring(22));
        }
    }
}
