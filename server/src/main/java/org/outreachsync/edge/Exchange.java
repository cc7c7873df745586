package org.outreachsync.edge;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.Parameters;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.store.Deadline;
import org.outreachsync.trace.Trace;
import org.outreachsync.trace.Tracing;

/**
 * One request, from its headers to the last byte of its answer, within one absolute deadline. Confined to the event
 * loop of its connection; only {@link #work} runs on a worker.
 */
final class Exchange {

    private final Shared shared;
    private final Route route;
    private final RoutingContext context;
    private final HttpServerRequest request;
    private final BodyReader body;
    private final Proofs proofs;
    private final RequestSlots.Slot slot;
    private final Trace trace;
    private final long startedNanos = System.nanoTime();
    private long timer;
    private Stage stage = Stage.OPEN;
    private boolean finished;
    private int status;

    private enum Stage {
        OPEN,
        HANDED,
        ANSWERED
    }

    Exchange(Shared shared, Route route, RoutingContext context) {
        this.shared = shared;
        this.route = route;
        this.context = context;
        this.request = context.request();
        this.body = new BodyReader(request);
        this.proofs = Proofs.of(request);
        this.slot = shared.slots().new Slot();
        this.trace = shared.tracing().request(request.method().name(), route.path(), request::getHeader);
        this.timer = context.vertx().setTimer(shared.limits().http().request().toMillis(), late -> expire());
        body.whole().onFailure(this::bodyFailed);
        request.response().closeHandler(closed -> finish());
    }

    void begin() {
        try {
            var address = shared.addresses().of(request);
            shared.perAddress().take(address);
            if (route.access().kind() == Access.Kind.ONE_TIME_CODE) {
                shared.perCodeTry().take(address);
            }
            proofs.checkName();
            var token = Gate.token(route.access(), request.getHeader("Authorization"));
            var query = query();
            if (route.body() != Route.Body.NONE) {
                checkMediaType();
            }
            admitted(address, token)
                    .onSuccess(caller -> goOn(caller, address, token, query))
                    .onFailure(this::fail);
        } catch (RefusedException refused) {
            fail(refused);
        } catch (RuntimeException unexpected) {
            // Any failure must end the request here, or its slot would never be released.
            fail(unexpected);
        }
    }

    /**
     * Identifies the caller from the headers alone. A caller without access occupies no slot, and their body is not
     * read.
     */
    private Future<Gate.Caller> admitted(String address, String token) {
        var known = token.isEmpty() ? Gate.Caller.NOBODY : shared.gate().admitRemembered(route.access(), token);
        return known != null
                ? Future.succeededFuture(known)
                : shared.lookUps().run(context.vertx().getOrCreateContext(), address, () -> {
                    try (var _ = trace.enter()) {
                        return inTime(() -> shared.gate().admit(route.access(), token));
                    }
                });
    }

    private void goOn(Gate.Caller caller, String address, String token, Map<String, String> query) {
        if (stage == Stage.ANSWERED || finished) {
            return;
        }
        try {
            slot.take(address, route.access().kind());
            slot.own(caller);
        } catch (RefusedException full) {
            fail(full);
            return;
        }
        if (!token.isEmpty()) {
            shared.connections().shown(Connections.Peer.of(request), caller.name());
        }
        if (route.body() == Route.Body.NONE) {
            hand(work(token, query, new byte[0]));
            return;
        }
        body.read(shared.bodyBytesMax(route), shrinks(), context.vertx(), shared.pace())
                .onSuccess(bytes -> hand(work(token, query, bytes)));
    }

    private boolean shrinks() {
        return list("Content-Encoding").isEmpty()
                && shared.inflate(route.body()).bytesMax() > shared.bodyBytesMax(route);
    }

    /** Work that needs no body may be done already, and is answered as it ends. */
    private void bodyFailed(Throwable why) {
        if (stage == Stage.OPEN) {
            fail(why);
        }
    }

    private void hand(Callable<Sender.Packed> work) {
        if (stage == Stage.ANSWERED) {
            return;
        }
        stage = Stage.HANDED;
        shared.workers()
                .run(context.vertx().getOrCreateContext(), () -> inTime(work))
                .onSuccess(this::answer)
                .onFailure(this::fail);
    }

    /** Work whose calls to the store end when the request does. */
    private <T> T inTime(Callable<T> work) throws Exception {
        return Deadline.by(startedNanos + shared.limits().http().request().toNanos(), work);
    }

    private Callable<Sender.Packed> work(String token, Map<String, String> query, byte[] bytes) {
        var encoding = list("Content-Encoding");
        var accepted = HeaderList.items(request.headers(), "Accept-Encoding");
        var path = Map.copyOf(context.pathParams());
        var wish = new Call.Wish(list("Accept"), list("If-None-Match"), list("If-Match"));
        return () -> {
            try (var _ = trace.enter()) {
                var caller = shared.gate().again(route.access(), token);
                var inflated = proofs.checked(shared.inflate(route.body()).open(bytes, encoding));
                var answer = route.action()
                        .on(new Call(
                                caller.device(),
                                caller.person(),
                                caller.donor(),
                                path,
                                query,
                                wish,
                                proofs.requestId(),
                                inflated));
                return Sender.pack(
                        answer, proofs, accepted, shared.limits().http().gzipBytesMin());
            }
        };
    }

    /** A header that is a list, as one text without empty items. */
    private String list(String name) {
        return String.join(", ", HeaderList.items(request.headers(), name));
    }

    private void checkMediaType() {
        var header = request.getHeader("Content-Type");
        var parts = (header == null ? "" : header).toLowerCase(Locale.ROOT).split(";", -1);
        boolean isOther = !route.body().mediaTypes().contains(parts[0].strip());
        if (isOther || Arrays.stream(parts).map(String::strip).anyMatch(Exchange::isOtherCharset)) {
            throw new RefusedException(
                    Code.MEDIA_TYPE,
                    "Send the body as " + route.body().mediaType() + ".",
                    Map.of("media_type", route.body().mediaType()));
        }
    }

    private static boolean isOtherCharset(String parameter) {
        return parameter.startsWith("charset=")
                && !parameter.equals("charset=utf-8")
                && !parameter.equals("charset=\"utf-8\"");
    }

    private Map<String, String> query() {
        var query = new HashMap<String, String>();
        for (var parameter : parameters()) {
            var name = parameter.getKey();
            if (!route.query().contains(name)) {
                throw Parameters.unknown(name, route.query());
            }
            if (query.put(name, parameter.getValue()) != null) {
                throw Parameters.refused(name, "Give this parameter only once.");
            }
        }
        return query;
    }

    private MultiMap parameters() {
        try {
            return context.queryParams();
        } catch (HttpException | IllegalArgumentException unreadable) {
            throw new RefusedException(Code.MALFORMED, "The path or query cannot be read.");
        }
    }

    private void fail(Throwable thrown) {
        if (stage != Stage.ANSWERED) {
            if (thrown instanceof RefusedException refused && refused.code() == Code.TIMEOUT) {
                shared.meters().full(Meters.Full.BODY_RATE);
            }
            try (var _ = trace.enter()) {
                answer(Sender.plain(shared.problems().of(thrown), proofs));
            }
        }
    }

    private void answer(Sender.Packed packed) {
        if (stage == Stage.ANSWERED || request.response().closed()) {
            return;
        }
        var file = packed.answer().file();
        if (file != null && !shared.downloads().take()) {
            answer(Sender.plain(shared.problems().of(Problems.busy()), proofs));
            return;
        }
        stage = Stage.ANSWERED;
        status = packed.answer().status();
        if (file != null) {
            send(packed, file);
            return;
        }
        boolean unread = body.isUnread();
        body.discard();
        Sender.send(request.response(), packed, shared.tls(), unread).onComplete(sent -> {
            finish();
            if (unread) {
                Closing.afterAnswer(
                        request, context.vertx(), shared.limits().http().linger());
            }
        });
    }

    /** Sends a file, for which there is as much more time as a slow line needs. */
    private void send(Sender.Packed packed, Answer.Source file) {
        context.vertx().cancelTimer(timer);
        var http = shared.limits().http();
        int pace = shared.limits().channels().destinations().downloadBytesPerSecondMin();
        var time = http.request().plusSeconds(file.size() / pace);
        timer = context.vertx().setTimer(time.toMillis(), late -> expire());
        Sender.send(
                        request.response(),
                        packed,
                        file,
                        shared.tls(),
                        shared.downloads(),
                        context.vertx().getOrCreateContext())
                .onComplete(sent -> {
                    if (sent.failed()) {
                        // Part of the file is on its way: only the end of the connection tells that it is not whole.
                        request.connection().close();
                    }
                    finish();
                });
    }

    /**
     * The deadline has passed: answers if nothing was answered yet, otherwise disconnects a caller that does not read
     * the answer.
     */
    private void expire() {
        if (stage == Stage.ANSWERED) {
            request.connection().close();
        } else {
            fail(body.isUnread() ? Problems.tooSlow() : Problems.busy());
        }
    }

    private void finish() {
        if (!finished) {
            finished = true;
            context.vertx().cancelTimer(timer);
            slot.leave();
            Tracing.answered(trace, status);
            shared.meters().request(request.method().name(), route.path(), status, System.nanoTime() - startedNanos);
        }
    }
}
