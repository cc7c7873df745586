package org.outreachsync.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** One piece of work while it is traced: a request, a call of the store, a round of background work. */
public final class Trace {

    /** The name of the trace id in the log. */
    public static final String TRACE_ID = "trace_id";

    /** The name of the span id in the log. */
    public static final String SPAN_ID = "span_id";

    private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    private final Span span;
    private final Context context;

    Trace(Span span, Context parent) {
        this.span = span;
        this.context = parent.with(span);
    }

    /** Ends what {@link #enter} began. */
    @FunctionalInterface
    public interface Scope extends AutoCloseable {

        @Override
        void close();
    }

    /** What this thread does and logs belongs to the work, until the scope is closed. */
    // The scope that is returned closes the other one.
    @SuppressWarnings("MustBeClosedChecker")
    public Scope enter() {
        var scope = context.makeCurrent();
        var traceBefore = MDC.get(TRACE_ID);
        var spanBefore = MDC.get(SPAN_ID);
        show(span.getSpanContext());
        return () -> {
            put(TRACE_ID, traceBefore);
            put(SPAN_ID, spanBefore);
            scope.close();
        };
    }

    private static void show(SpanContext ids) {
        if (ids.isValid()) {
            MDC.put(TRACE_ID, ids.getTraceId());
            MDC.put(SPAN_ID, ids.getSpanId());
        }
    }

    private static void put(String name, @Nullable String value) {
        if (value == null) {
            MDC.remove(name);
        } else {
            MDC.put(name, value);
        }
    }

    /** The trace id, of 32 hexadecimal digits; all zeros where tracing is disabled. */
    public String id() {
        return span.getSpanContext().getTraceId();
    }

    Trace with(AttributeKey<Long> name, long value) {
        span.setAttribute(name, value);
        return this;
    }

    /** The work has ended well. */
    public void end() {
        span.end();
    }

    /**
     * The work has failed.
     *
     * @param kind what went wrong, one of few words, such as the name of a class of exceptions; never a message
     */
    public void fail(String kind) {
        span.setAttribute(ERROR_TYPE, kind);
        span.setStatus(StatusCode.ERROR);
        span.end();
    }
}
