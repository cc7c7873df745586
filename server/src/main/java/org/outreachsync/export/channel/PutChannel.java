package org.outreachsync.export.channel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.outreachsync.config.ChannelLimits;
import org.outreachsync.config.PushLimits;
import org.outreachsync.export.delivery.Channel;
import org.outreachsync.export.delivery.ExportFile;
import org.outreachsync.export.delivery.Outcome;
import org.outreachsync.export.delivery.Outcome.Delivered;
import org.outreachsync.export.delivery.Outcome.HelpFrom;
import org.outreachsync.export.delivery.Outcome.NeedsHelp;
import org.outreachsync.export.delivery.Outcome.Retry;
import org.outreachsync.export.delivery.Parcel;
import org.outreachsync.export.exchange.Answer;
import org.outreachsync.export.exchange.Answer.Lost;
import org.outreachsync.export.exchange.Answer.Reply;
import org.outreachsync.export.exchange.Request;

/**
 * Puts the files of a parcel on a server, the manifest last. Nothing of other content is overwritten in a folder; a
 * file that is there already counts as delivered if it reads back the same. Follows no redirect. A presigned address
 * allows one upload and no reading, so its file is put again in each attempt: the same bytes under the same name.
 */
public final class PutChannel implements Channel {

    private final PutTarget.Targets targets;
    private final ChannelLimits.Parcels parcels;
    private final PushLimits limits;
    private final Clock clock;

    /** Puts files there. */
    public PutChannel(PutTarget.Targets targets, ChannelLimits.Parcels parcels, PushLimits limits, Clock clock) {
        this.targets = targets;
        this.parcels = parcels;
        this.limits = limits;
        this.clock = clock;
    }

    /** What came of one file: a part of the receipt, or the outcome of the whole parcel. */
    private sealed interface Put {

        record Stored(String receipt) implements Put {}

        record Failed(Outcome outcome) implements Put {}
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if a file has an unsafe name, or the parcel exceeds a limit
     */
    @Override
    public Outcome deliver(Parcel parcel) {
        var files = ParcelFiles.inOrder(parcel, parcels);
        var homeless = files.stream()
                .filter(file -> targets.of(file).isEmpty())
                .map(ExportFile::name)
                .toList();
        if (!homeless.isEmpty()) {
            return new NeedsHelp(
                    "There is no address for these files: " + String.join(", ", homeless) + ".", HelpFrom.OWNER);
        }
        var receipts = new ArrayList<String>();
        var latest = clock.instant().plus(limits.delivery());
        for (var file : files) {
            if (!clock.instant().isBefore(latest)) {
                return new Retry("The time for a delivery was over.", Duration.ZERO);
            }
            switch (put(file)) {
                case Put.Stored(var receipt) -> receipts.add(receipt);
                case Put.Failed(var outcome) -> {
                    return outcome;
                }
            }
        }
        return new Delivered(String.join("\n", receipts));
    }

    private Put put(ExportFile file) {
        if (file.content().size() > limits.fileBytesMax()) {
            return help(file.name() + " is larger than " + limits.fileBytesMax() + " bytes.", HelpFrom.OWNER);
        }
        var body = new ByteArrayOutputStream((int) file.content().size());
        try {
            ContentCheck.copy(file, body);
        } catch (ContentCheck.DamagedException damaged) {
            return help(ContentCheck.DAMAGED, HelpFrom.OWNER);
        } catch (IOException unreadable) {
            return new Put.Failed(new Retry("A file of the export could not be read.", null));
        }
        return new Upload(file, targets.of(file).orElseThrow(), body.toByteArray()).run();
    }

    private static Put help(String reason, HelpFrom helper) {
        return new Put.Failed(new NeedsHelp(reason, helper));
    }

    /** One file on its way. */
    private final class Upload {

        private static final int OK = 200;
        private static final int NO_CONTENT = 204;
        private static final int FIRST_REDIRECT = 300;
        private static final int FIRST_ERROR = 400;
        private static final int PRECONDITION_FAILED = 412;
        private static final int FIRST_SERVER_ERROR = 500;
        private static final int NOT_IMPLEMENTED = 501;
        private static final List<Integer> REFUSED = List.of(401, 403);
        private static final List<Integer> PASSING = List.of(408, 423, 425, 429);

        private final ExportFile file;
        private final PutTarget target;
        private final byte[] body;

        Upload(ExportFile file, PutTarget target, byte[] body) {
            this.file = file;
            this.target = target;
            this.body = body;
        }

        Put run() {
            var answer = send(!target.isPresigned());
            boolean isConditional = !target.isPresigned();
            if (isConditional && answer instanceof Reply reply && reply.status() == NOT_IMPLEMENTED) {
                // The server knows no conditions: what is there is looked at first.
                return readBack() instanceof Reply there && there.status() == OK ? isThere(there) : judge(send(false));
            }
            return judge(answer);
        }

        private @Nullable Answer send(boolean isNew) {
            return PutHeaders.of(target, file, body, isNew)
                    .map(headers ->
                            target.exchange().send(Request.put(target.target(), file.mediaType(), headers, body)))
                    .orElse(null);
        }

        private Put judge(@Nullable Answer answer) {
            return switch (answer) {
                case null ->
                    help(
                            "The presigned address of " + file.name() + " covers headers that are not known here.",
                            HelpFrom.OWNER);
                case Lost(var loss) ->
                    loss.ofThisInstallation()
                            ? help("This server may not connect to the address of " + file.name() + ".", HelpFrom.OWNER)
                            : retry("The server did not answer.", null);
                case Reply reply -> judge(reply);
            };
        }

        private Put judge(Reply reply) {
            int status = reply.status();
            if (status == PRECONDITION_FAILED && !target.isPresigned()) {
                return readBack() instanceof Reply there && there.status() == OK
                        ? isThere(there)
                        : help(
                                "The server has a file " + file.name() + " already, and does not show it.",
                                HelpFrom.OWNER);
            } else if (status >= FIRST_SERVER_ERROR || PASSING.contains(status)) {
                return retry("The server is in trouble, or busy (" + status + ").", reply.retryAfter());
            } else if (REFUSED.contains(status)) {
                return help(
                        target.isPresigned()
                                ? "The presigned address of " + file.name() + " is refused. It may have expired."
                                : "The server refuses the user, the password or the token.",
                        HelpFrom.OWNER);
            } else if (status >= FIRST_ERROR) {
                return help("The server refuses " + file.name() + " (" + status + ").", HelpFrom.OWNER);
            } else if (status >= FIRST_REDIRECT || status < OK) {
                return help(
                        "The server points to another address (" + status + "), which is not followed.",
                        HelpFrom.OWNER);
            }
            return stored(reply);
        }

        private Put stored(Reply reply) {
            var type = reply.contentType() == null ? "" : reply.contentType().toLowerCase(Locale.ROOT);
            var etag = reply.etag();
            if (!target.isPresigned() && readBack() instanceof Reply there && there.status() == OK) {
                return Arrays.equals(there.body(), body)
                        ? receipt("read back and the same")
                        : retry("The server did not store what was sent.", null);
            } else if (type.contains("html") && reply.status() != NO_CONTENT && reply.body().length > 0) {
                return retry("A page was answered in place of the server.", null);
            } else if (etag != null && !PutHeaders.mayBeOf(etag, body)) {
                return retry("The server did not store what was sent.", null);
            }
            return receipt("taken (" + reply.status() + "), and not read back");
        }

        private Put isThere(Reply there) {
            return Arrays.equals(there.body(), body)
                    ? receipt("there already, and the same")
                    : help(
                            "The server has a file " + file.name() + " with other content. It was left as it is.",
                            HelpFrom.OWNER);
        }

        private Answer readBack() {
            return target.exchange().send(Request.get(target.target(), "*/*"));
        }

        private Put receipt(String how) {
            return new Put.Stored(file.name() + ", SHA-256 " + file.sha256() + ": " + how + ".");
        }

        private Put retry(String reason, @Nullable String after) {
            return new Put.Failed(
                    new Retry(reason, after == null ? null : RetryAfter.of(after, clock.instant(), limits)));
        }
    }
}
