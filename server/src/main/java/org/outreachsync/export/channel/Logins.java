package org.outreachsync.export.channel;

import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.outreachsync.export.destination.ChannelChoice;
import org.outreachsync.export.destination.Credential;
import org.outreachsync.export.exchange.Exchange;
import org.outreachsync.export.http.Credentials;
import org.outreachsync.export.http.Endpoint;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;

/**
 * How channels use credentials. Each method refuses a credential of a kind that its channel cannot use, or that cannot
 * be read, with CREDENTIAL_MISSING.
 */
final class Logins {

    private Logins() {}

    static Credentials dhis2(String name, Credential credential) {
        return switch (credential) {
            case Credential.Basic(var user, var password) -> readable(name, () -> Credentials.basic(user, password));
            case Credential.Token(var token) -> readable(name, () -> Credentials.apiToken(token));
            case Credential.Password _, Credential.SshKey _, Credential.Addresses _ ->
                throw refused(name, "DHIS2 needs a login or a personal access token.");
        };
    }

    static Credentials put(String name, Credential credential) {
        return switch (credential) {
            case Credential.Basic(var user, var password) -> readable(name, () -> Credentials.basic(user, password));
            case Credential.Token(var token) -> readable(name, () -> Credentials.bearer(token));
            case Credential.Password _, Credential.SshKey _, Credential.Addresses _ ->
                throw refused(name, "PUT needs a login or a token.");
        };
    }

    static PutTarget.Targets presigned(String name, Credential credential, Function<Endpoint, Exchange> connect) {
        return switch (credential) {
            case Credential.Addresses(var text) -> readable(name, () -> PutTarget.presigned(text, connect));
            case Credential.Basic _, Credential.Token _, Credential.Password _, Credential.SshKey _ ->
                throw refused(name, "Without a url, PUT needs presigned addresses.");
        };
    }

    static SftpLogin sftp(String name, Credential credential) {
        return switch (credential) {
            case Credential.Password(var password) -> readable(name, () -> new SftpLogin.Password(password));
            case Credential.SshKey(var text) -> readable(name, () -> SftpLogin.PrivateKey.parse(text));
            case Credential.Basic _, Credential.Token _, Credential.Addresses _ ->
                throw refused(name, "SFTP needs a password or an SSH key.");
        };
    }

    static SmtpSettings.Login mail(Credential credential) {
        return switch (credential) {
            case Credential.Basic(var user, var password) -> new SmtpSettings.Login(user, password);
            case Credential.Token _, Credential.Password _, Credential.SshKey _, Credential.Addresses _ ->
                throw refused(Credential.MAIL, "The mail server needs a user and a password.");
        };
    }

    /** Checks a credential of a destination that is to be saved. */
    static void check(ChannelChoice channel, String name, Credential credential) {
        if (name.equals(Credential.MAIL) && !channel.credential().equals(name)) {
            mail(credential);
            return;
        }
        switch (channel) {
            case ChannelChoice.Pull _, ChannelChoice.Folder _ ->
                throw refused(
                        name,
                        "The channel " + channel.word() + " uses no credential. Only one that is called "
                                + Credential.MAIL + ", for the mail server, can be saved.");
            case ChannelChoice.Sftp _ -> sftp(name, credential);
            case ChannelChoice.Dhis2 _ -> dhis2(name, credential);
            case ChannelChoice.Put(var url, var _) -> {
                if (url.isEmpty()) {
                    presigned(name, credential, endpoint -> request -> {
                        throw new IllegalStateException("a check sends nothing");
                    });
                } else {
                    put(name, credential);
                }
            }
        }
    }

    /** The messages of what reads credentials never quote them. */
    private static <T> T readable(String name, Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException unreadable) {
            throw refused(
                    name, "The credential " + name + " cannot be used: " + String.valueOf(unreadable.getMessage()));
        }
    }

    static RefusedException refused(String name, String message) {
        return new RefusedException(Code.CREDENTIAL_MISSING, message, Map.of("credential", name));
    }
}
