package org.outreachsync.export.channel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;
import org.outreachsync.config.ChannelLimits;
import org.outreachsync.export.delivery.Channel;
import org.outreachsync.export.delivery.ExportFile;
import org.outreachsync.export.delivery.Outcome;
import org.outreachsync.export.delivery.Outcome.Delivered;
import org.outreachsync.export.delivery.Outcome.HelpFrom;
import org.outreachsync.export.delivery.Outcome.NeedsHelp;
import org.outreachsync.export.delivery.Outcome.Retry;
import org.outreachsync.export.delivery.Parcel;

/**
 * Uploads parcels to a folder of an SFTP server, whose host key is pinned. The manifest comes last, so a recipient who
 * finds it finds the rest. Reasons name what went wrong in this project's words, and never quote the far side.
 */
public final class SftpChannel implements Channel {

    private final SftpSettings settings;
    private final AddressRule addresses;
    private final ChannelLimits limits;

    /** Uploads to this server. */
    public SftpChannel(SftpSettings settings, AddressRule addresses, ChannelLimits limits) {
        this.settings = settings;
        this.addresses = addresses;
        this.limits = limits;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if a file has an unsafe name, or the parcel exceeds a limit
     */
    @Override
    public Outcome deliver(Parcel parcel) {
        var files = ParcelFiles.inOrder(parcel, limits.parcels());
        try {
            return deliver(files, CheckedAddress.of(settings.host(), addresses));
        } catch (CheckedAddress.ForbiddenException forbidden) {
            return new NeedsHelp(forbidden.reason(), HelpFrom.OWNER);
        } catch (UnknownHostException unknown) {
            return new Retry("The address of the server could not be found.", null);
        } catch (IOException failed) {
            return new Retry("The server could not be reached.", null);
        }
    }

    /** A fingerprint does not tell of which kind the key is, so each kind is asked for in turn. */
    private Outcome deliver(List<ExportFile> files, InetAddress address) {
        var shown = new AtomicReference<String>();
        for (var kind : settings.hostKey().kinds()) {
            var attempt = new Attempt(kind, shown);
            var outcome = attempt.deliver(files, address);
            if (!attempt.isWrongKey) {
                return outcome;
            }
        }
        if (shown.get() == null) {
            return new NeedsHelp(
                    "The server offers no host key of the pinned kind, or no encryption that is safe enough.",
                    HelpFrom.FAR_SIDE);
        }
        return new NeedsHelp(
                "The server shows another host key than the pinned one: " + shown.get()
                        + ". Nothing was sent. Ask its administrator whether the key was changed.",
                HelpFrom.FAR_SIDE);
    }

    /** One connection. */
    private final class Attempt {

        private final HostKey.Kind kind;
        private final AtomicReference<String> shown;
        private boolean isWrongKey;

        Attempt(HostKey.Kind kind, AtomicReference<String> shown) {
            this.kind = kind;
            this.shown = shown;
        }

        Outcome deliver(List<ExportFile> files, InetAddress address) {
            var wrong = new AtomicReference<String>();
            ServerKeyVerifier verifier = (session, remote, key) -> {
                if (settings.hostKey().is(key)) {
                    return true;
                }
                wrong.set(HostKey.fingerprintOf(key));
                return false;
            };
            long bytesMax = limits.sftp().chatterBytesMax() + 2 * ParcelFiles.bytes(files);
            try (var connection = new SftpConnection(settings, limits.sftp(), kind, verifier, bytesMax);
                    var timeLimit = new TimeLimit(limits.sftp().delivery(), connection::cut)) {
                try {
                    return upload(files, connection, address);
                } catch (IOException | RuntimeException failed) {
                    // The library also reports broken packets of the far side as runtime exceptions.
                    if (wrong.get() != null) {
                        shown.set(wrong.get());
                    }
                    isWrongKey = wrong.get() != null || disconnectCode(failed) == NOTHING_IN_COMMON;
                    return timeLimit.hasPassed()
                            ? new Retry(
                                    "The upload took longer than "
                                            + limits.sftp().delivery().toMinutes() + " minutes.",
                                    null)
                            : outcome(failed);
                }
            }
        }

        private Outcome upload(List<ExportFile> files, SftpConnection connection, InetAddress address)
                throws IOException {
            try (var sftp = connection.open(address)) {
                var upload = new SftpUpload(sftp, settings);
                upload.checkFolder();
                for (var file : files) {
                    upload.put(file);
                }
                return new Delivered(files.size() + " files are on " + settings.host() + " (" + settings.hostKey()
                        + "), " + (upload.wasReadBack() ? "read back and the same." : "of the right size."));
            }
        }
    }

    private static final int NOTHING_IN_COMMON = SshConstants.SSH2_DISCONNECT_KEY_EXCHANGE_FAILED;

    private static int disconnectCode(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SshException ssh && ssh.getDisconnectCode() != 0) {
                return ssh.getDisconnectCode();
            }
        }
        return 0;
    }

    private static Outcome outcome(Exception failed) {
        return switch (failed) {
            case SftpUpload.NoFolderException _ ->
                new NeedsHelp("The folder is not there, or is no folder.", HelpFrom.OWNER);
            case SftpUpload.OtherContentException other ->
                new NeedsHelp(
                        "The folder has a file of the same name with other content: " + other.name()
                                + ". It was left as it is.",
                        HelpFrom.OWNER);
            case ContentCheck.DamagedException _ -> new NeedsHelp(ContentCheck.DAMAGED, HelpFrom.OWNER);
            case SftpUpload.BadlyStoredException _ -> new Retry("The server did not store what was sent.", null);
            case SftpException sftp -> outcome(sftp.getStatus());
            default ->
                disconnectCode(failed) == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE
                        ? new NeedsHelp("The server refused the user, the password or the key.", HelpFrom.OWNER)
                        : new Retry("The connection failed, or the server did not answer in time.", null);
        };
    }

    private static Outcome outcome(int status) {
        return status == SftpConstants.SSH_FX_PERMISSION_DENIED
                ? new NeedsHelp("The user may not write to the folder.", HelpFrom.FAR_SIDE)
                : new Retry(
                        "The server could not store a file (" + SftpConstants.getStatusName(status)
                                + "). Its disk may be full.",
                        null);
    }
}
