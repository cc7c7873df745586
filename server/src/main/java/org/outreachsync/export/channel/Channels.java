package org.outreachsync.export.channel;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLSocketFactory;
import org.outreachsync.config.ChannelLimits;
import org.outreachsync.config.ExportSettings;
import org.outreachsync.config.PushLimits;
import org.outreachsync.export.delivery.Channel;
import org.outreachsync.export.delivery.FarCheck;
import org.outreachsync.export.delivery.Outcome;
import org.outreachsync.export.destination.ChannelChoice;
import org.outreachsync.export.destination.Credential;
import org.outreachsync.export.destination.CredentialCheck;
import org.outreachsync.export.destination.Credentials;
import org.outreachsync.export.destination.Destination;
import org.outreachsync.export.dhis2.Delivery;
import org.outreachsync.export.dhis2.MappingCheck;
import org.outreachsync.export.exchange.Exchange;
import org.outreachsync.export.http.Endpoint;
import org.outreachsync.export.http.OutboundPolicy;
import org.outreachsync.refusal.RefusedException;

/** Builds the channel of each destination, with its credentials as they are now. */
public final class Channels {

    /** The folder that folders of recipients are in, so that no document can name one of the server's own. */
    private static final String OUTGOING = "outgoing";

    private final Credentials credentials;
    private final ExportSettings settings;
    private final Path data;
    private final ChannelLimits limits;
    private final Supplier<SSLSocketFactory> tls;
    private final InstantSource clock;
    private final OutboundPolicy policy;
    private final AddressRule addresses;
    private final Outward outward;
    private final RandomGenerator random;
    private final PushLimits pushes;
    private final Dhis2Progress progress;

    /**
     * Channels of a programme.
     *
     * @param data the folder of the server's data
     * @param tls decides which certificates of mail servers are trusted; is asked at the first mail, since the
     *     authorities that a JVM trusts take time to read
     * @param outward leads to servers by HTTP
     * @param random spreads the waits of many deliveries
     */
    public Channels(
            Credentials credentials,
            ExportSettings settings,
            Path data,
            ChannelLimits limits,
            Supplier<SSLSocketFactory> tls,
            Outward outward,
            InstantSource clock,
            RandomGenerator random) {
        this.outward = outward;
        this.pushes = limits.push();
        this.random = random;
        this.progress = new Dhis2Progress(pushes);
        this.credentials = credentials;
        this.settings = settings;
        this.data = data;
        this.limits = limits;
        this.tls = tls;
        this.clock = clock;
        this.policy = new OutboundPolicy(settings.hosts(), settings.ownNetwork());
        this.addresses = new Allowed(policy);
    }

    /** Leads to servers by HTTP. */
    public interface Outward {

        /** A way to one server, as one account. */
        Exchange to(Endpoint endpoint, org.outreachsync.export.http.Credentials as);
    }

    record Allowed(OutboundPolicy policy) implements AddressRule {

        @Override
        public boolean mayAsk(String host) {
            return policy.allows(host);
        }

        @Override
        public boolean mayConnect(String host, List<InetAddress> addresses) {
            return policy.allows(host, addresses);
        }
    }

    /**
     * Checks that a channel is offered and that its settings can be used.
     *
     * @throws IllegalArgumentException if not; the message says why
     */
    public void check(ChannelChoice choice) {
        switch (choice) {
            case ChannelChoice.Pull _, ChannelChoice.Folder _ -> {}
            case ChannelChoice.Sftp sftp -> {
                HostKey.parse(sftp.hostKey());
                if (!addresses.mayAsk(sftp.host())) {
                    throw new IllegalArgumentException(
                            "OUTREACH_EXPORT_HOSTS does not have " + sftp.host() + ", in lower case");
                }
            }
            case ChannelChoice.Dhis2(var url, var _, var _) -> checkAddress(url);
            case ChannelChoice.Put(var url, var _) -> {
                if (!url.isEmpty()) {
                    checkAddress(url);
                }
            }
        }
    }

    private void checkAddress(String url) {
        var endpoint = Endpoint.of(url);
        if (!policy.allows(endpoint)) {
            throw new IllegalArgumentException("OUTREACH_EXPORT_HOSTS does not have " + endpoint.host()
                    + (endpoint.secure() ? "" : ", and without TLS it must be in OUTREACH_EXPORT_OWN_NETWORK"));
        }
    }

    /** Decides whether a channel can use a credential that is to be saved. */
    public static CredentialCheck credentials() {
        return Logins::check;
    }

    /**
     * The channel of a destination.
     *
     * @throws RefusedException CREDENTIAL_MISSING if its credential was not saved, or is of a kind that it cannot use
     */
    public Channel of(Destination destination) {
        return switch (destination.channel()) {
            case ChannelChoice.Pull _ -> _ -> new Outcome.Delivered("The files wait to be fetched.");
            case ChannelChoice.Folder(var path, var groupReads) ->
                new FolderChannel(
                        data.resolve(OUTGOING).resolve(path),
                        OUTGOING + "/" + path + " below OUTREACH_DATA",
                        groupReads,
                        limits);
            case ChannelChoice.Sftp sftp -> sftp(destination.code(), sftp);
            case ChannelChoice.Dhis2 dhis2 -> dhis2(destination.code(), dhis2);
            case ChannelChoice.Put put ->
                new PutChannel(
                        targets(destination.code(), put), limits.parcels(), pushes, clock.withZone(ZoneOffset.UTC));
        };
    }

    /**
     * Holds what a mapping uses against the metadata of the recipient's server.
     *
     * @param uses one for each form
     * @param today decides whether a period is over
     * @return one for each use; none if the channel of the destination has no metadata
     */
    public List<FarCheck> check(Destination destination, List<MappingCheck.Use> uses, LocalDate today) {
        if (!(destination.channel() instanceof ChannelChoice.Dhis2 dhis2)) {
            return List.of();
        }
        try {
            return new Dhis2Check(exchange(destination.code(), dhis2), pushes.check()).of(uses, today);
        } catch (RefusedException missing) {
            return uses.stream()
                    .<FarCheck>map(use -> new FarCheck.NotAsked(String.valueOf(missing.getMessage())))
                    .toList();
        }
    }

    private Channel dhis2(String destination, ChannelChoice.Dhis2 dhis2) {
        return new Dhis2Channel(
                new Delivery(exchange(destination, dhis2), limits.dhis2(), dhis2.atomic(), random),
                progress,
                pushes,
                clock.withZone(ZoneOffset.UTC),
                Dhis2Channel.Pause.SLEEP);
    }

    private Exchange exchange(String destination, ChannelChoice.Dhis2 dhis2) {
        var account = Logins.dhis2(dhis2.credential(), need(destination, dhis2.credential()));
        return outward.to(Endpoint.of(dhis2.url()), account);
    }

    private PutTarget.Targets targets(String destination, ChannelChoice.Put put) {
        var nobody = org.outreachsync.export.http.Credentials.none();
        var name = put.credential();
        if (put.url().isEmpty()) {
            return Logins.presigned(name, need(destination, name), endpoint -> outward.to(endpoint, nobody));
        }
        var account = name.isEmpty() ? nobody : Logins.put(name, need(destination, name));
        return PutTarget.folder(outward.to(Endpoint.of(put.url()), account));
    }

    private Channel sftp(String destination, ChannelChoice.Sftp sftp) {
        var login = Logins.sftp(sftp.credential(), need(destination, sftp.credential()));
        var server = new SftpSettings(
                sftp.host(), sftp.port(), sftp.user(), sftp.folder(), HostKey.parse(sftp.hostKey()), login);
        return new SftpChannel(server, addresses, limits);
    }

    private Credential need(String destination, String name) {
        return credentials
                .find(destination, name)
                .orElseThrow(() ->
                        Logins.refused(name, "The destination needs the credential " + name + ". Save it first."));
    }

    /** Whether this installation has a mail server. */
    public boolean hasMail() {
        return settings.mail() != null;
    }

    /**
     * The notices about exports of a destination; empty if nobody is to be told, or there is no mail server.
     *
     * @throws RefusedException CREDENTIAL_MISSING if the credential {@code mail} is not a login
     */
    public Optional<EmailNotice> notices(Destination destination) {
        var mail = settings.mail();
        if (mail == null || destination.notified().isEmpty()) {
            return Optional.empty();
        }
        var login = credentials
                .find(destination.code(), Credential.MAIL)
                .map(Logins::mail)
                .orElse(null);
        var smtp = new SmtpSettings(
                mail.host(), mail.port(), security(mail.security()), login, mail.from(), destination.notified());
        var language = NoticeSettings.LANGUAGES.contains(destination.language()) ? destination.language() : "en";
        var notice = new NoticeSettings(destination.publisher(), mail.contact(), language);
        return Optional.of(new EmailNotice(smtp, notice, mailHost(mail), limits, tls.get(), clock));
    }

    private static SmtpSettings.Security security(ExportSettings.Security security) {
        return switch (security) {
            case STARTTLS -> SmtpSettings.Security.STARTTLS;
            case TLS -> SmtpSettings.Security.TLS;
            case NONE -> SmtpSettings.Security.NONE;
        };
    }

    /** The mail server is named by the operator, not by a document, so its address needs no other permission. */
    private static AddressRule mailHost(ExportSettings.Mail mail) {
        var own = new OutboundPolicy(Set.of(), Set.of(mail.host()));
        return new Allowed(own);
    }
}
