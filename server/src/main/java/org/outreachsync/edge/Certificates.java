package org.outreachsync.edge;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.outreachsync.config.CertificateLimits;
import org.outreachsync.config.ServerConfig.Tls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that the HTTP port shows, and the files that a renewed one comes in. A pair of files that cannot be
 * used, perhaps since only one of them has been written yet, changes nothing; it is tried again at the next look.
 */
public final class Certificates {

    private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);

    private final Tls files;
    private final InstantSource clock;
    private final CertificateLimits limits;
    private volatile @Nullable ServedCertificate served;
    private volatile @Nullable String refused;
    private volatile long refusals;
    private @Nullable Instant warned;

    /** What can be said about the certificate that is shown. */
    enum State {
        /** Nothing. */
        VALID,
        /** It, or one above it, expires soon or has expired: whoever renews it should be told. */
        ENDING,
        /** No client trusts it now. */
        INVALID
    }

    /** The certificate in these files. */
    public Certificates(Tls files, InstantSource clock, CertificateLimits limits) {
        this.files = files;
        this.clock = clock;
        this.limits = limits;
    }

    /**
     * Reads the files for the first time.
     *
     * @throws TlsFilesException when they cannot be used
     */
    ServedCertificate load(Vertx vertx) {
        var read = ServedCertificate.read(files, vertx);
        show(read);
        return read;
    }

    /** What the files hold if it is another certificate than the one shown, and can be shown; else null. Blocks. */
    @Nullable
    ServedCertificate renewed(Vertx vertx) {
        try {
            var read = ServedCertificate.read(files, vertx);
            if (read.print().equals(shown().print())) {
                refused = null;
                return null;
            }
            var invalid = invalid(read);
            if (invalid == null) {
                return read;
            }
            refuse("OUTREACH_TLS_CERT " + invalid);
        } catch (TlsFilesException unusable) {
            refuse(Objects.requireNonNullElse(unusable.getMessage(), ""));
        }
        return null;
    }

    /** From now on this one is shown. */
    synchronized void show(ServedCertificate next) {
        boolean isFirst = served == null;
        served = next;
        refused = null;
        warned = null;
        if (!isFirst) {
            LOG.atInfo().addKeyValue("expires", next.expires()).log("a renewed certificate is served from now on");
        }
        remind();
    }

    /** Writes to the log what should be known about the certificate, at most once in the time of the limits. */
    synchronized void remind() {
        var now = clock.instant();
        if (state() == State.VALID) {
            warned = null;
        } else if (warned == null || !now.isBefore(warned.plus(limits.remindEvery()))) {
            warned = now;
            LOG.atWarn().addKeyValue("certificate", words()).log("the certificate needs to be renewed");
        }
    }

    State state() {
        var shown = shown();
        if (invalid(shown) != null) {
            return State.INVALID;
        }
        return clock.instant().isBefore(shown.chainExpires().minus(warnBefore(shown))) ? State.VALID : State.ENDING;
    }

    /** Readiness: whether clients can trust the certificate, and what should be known about it. */
    public Management.Finding finding() {
        return switch (state()) {
            case VALID -> {
                var why = refused;
                yield why == null
                        ? Management.Finding.up()
                        : Management.Finding.warning("the renewed certificate cannot be used: " + why);
            }
            case ENDING -> Management.Finding.warning(words());
            case INVALID -> Management.Finding.down(words());
        };
    }

    /** When the certificate that is shown expires, in seconds since 1970. */
    public double expirySeconds() {
        var shown = served;
        return shown == null ? Double.NaN : shown.expires().getEpochSecond();
    }

    /** Whether the files hold something that cannot be used. */
    public boolean isRenewalFailing() {
        return refused != null;
    }

    /**
     * How often the files were found to hold something that cannot be used; each content and reason counts once in a
     * row.
     */
    public double refusals() {
        return refusals;
    }

    private synchronized void refuse(String why) {
        if (!why.equals(refused)) {
            refused = why;
            refusals++;
            LOG.atWarn()
                    .addKeyValue("reason", why)
                    .log("the renewed certificate cannot be used; the one before is still served");
        }
    }

    private String words() {
        var shown = shown();
        var invalid = invalid(shown);
        if (invalid != null) {
            return "the certificate " + invalid;
        }
        return shown.chainExpires().isBefore(shown.expires())
                ? "a certificate of the chain expires at " + shown.chainExpires()
                : "the certificate expires at " + shown.expires();
    }

    private @Nullable String invalid(ServedCertificate certificate) {
        var now = clock.instant();
        if (now.isBefore(certificate.begins())) {
            return "is not valid before " + certificate.begins();
        }
        return now.isAfter(certificate.expires()) ? "expired at " + certificate.expires() : null;
    }

    /** A certificate of few days is renewed in the last of them. */
    private Duration warnBefore(ServedCertificate certificate) {
        var part = Duration.between(certificate.begins(), certificate.expires()).dividedBy(limits.warnPart());
        return part.compareTo(limits.warnBefore()) < 0 ? part : limits.warnBefore();
    }

    private ServedCertificate shown() {
        return Objects.requireNonNull(served, "the files are read before the port listens");
    }
}
