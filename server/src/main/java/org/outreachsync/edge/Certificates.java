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
 * The certificate of the HTTP port, and the files in which a renewed one arrives. While the files cannot be used, for
 * example because only one of them has been written yet, the current certificate stays; the next check tries again.
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

    /** The state of the served certificate. */
    enum State {
        /** It is valid, and need not be renewed yet. */
        VALID,
        /** It, or another one of its chain, expires soon or has expired: an operator should renew it. */
        ENDING,
        /** It has expired or is not valid yet, so no client trusts it. */
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

    /** The certificate in the files, if it differs from the served one and can be served; otherwise null. Blocks. */
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

    /** Serves this certificate from now on. */
    synchronized void show(ServedCertificate next) {
        boolean isFirst = served == null;
        served = next;
        refused = null;
        warned = null;
        if (!isFirst) {
            LOG.atInfo().addKeyValue("expires", next.expires()).log("now serving a renewed certificate");
        }
        remind();
    }

    /** Logs that the certificate needs to be renewed, at most once per interval of the limits. */
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

    /** Readiness: whether clients can trust the certificate, with a warning if it needs attention. */
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

    /** When the served certificate expires, in seconds since 1970. */
    public double expirySeconds() {
        var shown = served;
        return shown == null ? Double.NaN : shown.expires().getEpochSecond();
    }

    /** Whether the files cannot be used at the moment. */
    public boolean isRenewalFailing() {
        return refused != null;
    }

    /** How often the files could not be used. The same reason in a row counts once. */
    public double refusals() {
        return refusals;
    }

    private synchronized void refuse(String why) {
        if (!why.equals(refused)) {
            refused = why;
            refusals++;
            LOG.atWarn()
                    .addKeyValue("reason", why)
                    .log("the renewed certificate cannot be used; still serving the previous one");
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

    /** How long before its end a certificate should be renewed; for a short-lived one, a part of its lifetime. */
    private Duration warnBefore(ServedCertificate certificate) {
        var part = Duration.between(certificate.begins(), certificate.expires()).dividedBy(limits.warnPart());
        return part.compareTo(limits.warnBefore()) < 0 ? part : limits.warnBefore();
    }

    private ServedCertificate shown() {
        return Objects.requireNonNull(served, "load() must be called before the port listens");
    }
}
