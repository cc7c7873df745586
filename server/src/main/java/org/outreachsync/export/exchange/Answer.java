package org.outreachsync.export.exchange;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How an exchange ended. */
public sealed interface Answer {

    /**
     * The server answered, and the answer arrived whole.
     *
     * @param status the HTTP status
     * @param contentType the media type with its parameters, or null if the server gave none
     * @param location where the server points to, or null
     * @param retryAfter when to come again, as the server wrote it, or null
     * @param etag the version of what was read or stored, or null
     * @param body the body, as it was sent. The array belongs to the reply
     */
    record Reply(
            int status,
            @Nullable String contentType,
            @Nullable String location,
            @Nullable String retryAfter,
            @Nullable String etag,
            byte[] body)
            implements Answer {

        /** Without the headers that only some servers send. */
        public Reply(int status, @Nullable String contentType, @Nullable String location, byte[] body) {
            this(status, contentType, location, null, null, body);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Reply that
                    && status == that.status
                    && Objects.equals(contentType, that.contentType)
                    && Objects.equals(location, that.location)
                    && Objects.equals(retryAfter, that.retryAfter)
                    && Objects.equals(etag, that.etag)
                    && Arrays.equals(body, that.body);
        }

        @Override
        public int hashCode() {
            return 31 * Objects.hash(status, contentType, location, retryAfter, etag) + Arrays.hashCode(body);
        }

        /** Status and size. The body may hold figures and is not shown. */
        @Override
        public String toString() {
            return status + " (" + body.length + " bytes)";
        }
    }

    /**
     * No whole answer arrived. Unless {@link Loss#nothingWasSent} says otherwise, the server may have done what it was
     * asked.
     *
     * @param loss why
     */
    record Lost(Loss loss) implements Answer {}

    /** Why no answer arrived. */
    enum Loss {
        /** The name of the host has no address. */
        NO_ADDRESS(true, false),
        /** The settings of this installation do not allow this host or this address. */
        NOT_ALLOWED(true, true),
        /** The request is larger than the limit. */
        REQUEST_TOO_LARGE(true, true),
        /** No connection: refused, unreachable or timed out. */
        NO_CONNECTION(true, false),
        /** The certificate is not trusted, or is not for this host. */
        NOT_TRUSTED(true, false),
        /** The connection ended before the whole answer had arrived. */
        CUT(false, false),
        /** The answer took too long. */
        TOO_SLOW(false, false),
        /** The answer is larger than the limit, or cannot be read as HTTP. */
        UNREADABLE(false, false);

        private final boolean nothingWasSent;
        private final boolean ofThisInstallation;

        Loss(boolean nothingWasSent, boolean ofThisInstallation) {
            this.nothingWasSent = nothingWasSent;
            this.ofThisInstallation = ofThisInstallation;
        }

        /** True if no byte of the request left this machine. */
        public boolean nothingWasSent() {
            return nothingWasSent;
        }

        /** True if sending again fails in the same way until somebody changes this installation. */
        public boolean ofThisInstallation() {
            return ofThisInstallation;
        }
    }
}
