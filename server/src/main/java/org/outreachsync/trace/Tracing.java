package org.outreachsync.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.outreachsync.config.TraceSettings;

/**
 * Traces requests and background work, and exports the spans where a collector is set. Spans are exported on a thread
 * of their own; while the collector does not answer, some thousands of them are kept and later ones are dropped, so a
 * broken collector delays nothing.
 *
 * <p>Source: OpenTelemetry, semantic conventions for HTTP spans and for database spans, 1.37.
 */
public final class Tracing implements AutoCloseable {

    private static final String INSTRUMENTATION = "org.outreachsync.server";
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("db.operation.name");
    private static final AttributeKey<String> COLLECTION = AttributeKey.stringKey("db.collection.name");
    private static final int SERVER_ERROR = 500;
    private static final long FLUSH_SECONDS = 5;

    /** Without any processor, the SDK gives spans no ids, and the log would name none. */
    private static final SpanProcessor IDS_ONLY = new SpanProcessor() {
        @Override
        public void onStart(Context parent, ReadWriteSpan span) {}

        @Override
        public boolean isStartRequired() {
            return false;
        }

        @Override
        public void onEnd(ReadableSpan span) {}

        @Override
        public boolean isEndRequired() {
            return false;
        }
    };

    private final Tracer tracer;
    private final TextMapPropagator propagator;
    private final Supplier<CompletableResultCode> end;
    private final boolean isExporting;

    private Tracing(
            Tracer tracer, TextMapPropagator propagator, Supplier<CompletableResultCode> end, boolean isExporting) {
        this.tracer = tracer;
        this.propagator = propagator;
        this.end = end;
        this.isExporting = isExporting;
    }

    /**
     * Begins to trace.
     *
     * @throws org.outreachsync.config.ConfigException if a variable of OpenTelemetry is wrong
     */
    public static Tracing by(TraceSettings settings) {
        return settings.isStandard() ? standard() : configured(settings);
    }

    /**
     * What {@link #configured} makes of no variable at all, without the classes and the time that reading them takes.
     */
    private static Tracing standard() {
        var provider = SdkTracerProvider.builder().addSpanProcessor(IDS_ONLY).build();
        return new Tracing(
                provider.get(INSTRUMENTATION), W3CTraceContextPropagator.getInstance(), provider::shutdown, false);
    }

    private static Tracing configured(TraceSettings settings) {
        try {
            var sdk = AutoConfiguredOpenTelemetrySdk.builder()
                    .addPropertiesSupplier(settings::properties)
                    .addTracerProviderCustomizer((provider, _) -> provider.addSpanProcessor(IDS_ONLY))
                    .disableShutdownHook()
                    .build()
                    .getOpenTelemetrySdk();
            return new Tracing(
                    sdk.getTracer(INSTRUMENTATION),
                    sdk.getPropagators().getTextMapPropagator(),
                    sdk::shutdown,
                    settings.isExporting());
        } catch (RuntimeException refused) {
            throw settings.refused(refused);
        }
    }

    /**
     * A request begins.
     *
     * @param route its path as a template, without what callers put in
     * @param header gives a header of the request, or null; a caller that is traced itself names its trace there
     */
    public Trace request(String method, String route, UnaryOperator<@Nullable String> header) {
        var parent = propagator.extract(Context.root(), header, HeaderGetter.INSTANCE);
        var span = tracer.spanBuilder(method + " " + route)
                .setParent(parent)
                .setSpanKind(SpanKind.SERVER)
                .setAttribute(METHOD, method)
                .setAttribute(ROUTE, route)
                .startSpan();
        return new Trace(span, parent);
    }

    /**
     * A request has ended.
     *
     * @param status of the answer; 0 if the caller got none
     */
    public static void answered(Trace trace, int status) {
        if (status == 0) {
            trace.fail("aborted");
            return;
        }
        trace.with(STATUS, status);
        if (status >= SERVER_ERROR) {
            trace.fail(Integer.toString(status));
        } else {
            trace.end();
        }
    }

    /** The same work as a trace of its own. */
    public Runnable traced(String name, Runnable work) {
        return () -> {
            var span = tracer.spanBuilder(name).setNoParent().startSpan();
            inside(new Trace(span, Context.root()), () -> {
                work.run();
                return true;
            });
        };
    }

    /** A call of the store, as a part of the work of this thread. */
    public <T> T call(String operation, String table, Supplier<T> call) {
        // Most servers have no collector, and a round of counting makes thousands of calls.
        if (!isExporting || !Span.current().getSpanContext().isValid()) {
            return call.get();
        }
        var span = tracer.spanBuilder(operation + " " + table)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(OPERATION, operation)
                .setAttribute(COLLECTION, table)
                .startSpan();
        return inside(new Trace(span, Context.current()), call);
    }

    private static <T> T inside(Trace trace, Supplier<T> work) {
        try (var _ = trace.enter()) {
            var result = work.get();
            trace.end();
            return result;
        } catch (RuntimeException failed) {
            trace.fail(failed.getClass().getSimpleName());
            throw failed;
        }
    }

    /** Exports the spans that wait, within some seconds, and ends. */
    @Override
    public void close() {
        end.get().join(FLUSH_SECONDS, TimeUnit.SECONDS);
    }

    /** Reads headers for the propagators. */
    private enum HeaderGetter implements TextMapGetter<UnaryOperator<@Nullable String>> {
        INSTANCE;

        // Deprecated, and still to be implemented.
        @SuppressWarnings("deprecation")
        @Override
        public Iterable<String> keys(UnaryOperator<@Nullable String> headers) {
            return List.of();
        }

        @Override
        public @Nullable String get(@Nullable UnaryOperator<@Nullable String> headers, String name) {
            return headers == null ? null : headers.apply(name);
        }
    }
}
