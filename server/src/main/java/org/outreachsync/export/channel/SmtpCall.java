package org.outreachsync.export.channel;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Properties;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.outreachsync.config.ChannelLimits;
import org.outreachsync.export.channel.SmtpSettings.Security;

/** One conversation with a mail server, over a connection that was opened to a checked address. */
final class SmtpCall implements AutoCloseable {

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final SmtpSettings settings;
    private final ChannelLimits.Mail limits;
    private final SSLSocketFactory tls;
    private final Session session;
    private final SMTPTransport transport;
    private final Socket socket;

    /**
     * Prepares a conversation.
     *
     * @param tls decides which certificates are trusted
     */
    SmtpCall(SmtpSettings settings, ChannelLimits.Mail limits, SSLSocketFactory tls) throws MessagingException {
        this.settings = settings;
        this.limits = limits;
        this.tls = tls;
        this.session = Session.getInstance(properties(settings, tls));
        var login = settings.login();
        // The credentials are part of the name: if the library had to ask for them, it would connect once more by
        // itself.
        var name = new URLName(
                "smtp",
                settings.host(),
                settings.port(),
                null,
                login == null ? null : login.user(),
                login == null ? null : login.password());
        this.transport = new SMTPTransport(session, name);
        this.socket = new LimitedSocket(limits.replyBytesMax());
    }

    private static Properties properties(SmtpSettings settings, SSLSocketFactory tls) {
        var properties = new Properties();
        properties.setProperty("mail.smtp.host", settings.host());
        properties.setProperty("mail.smtp.localhost", settings.domain());
        properties.setProperty("mail.smtp.from", settings.from());
        properties.setProperty("mail.smtp.auth", Boolean.toString(settings.login() != null));
        properties.setProperty("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
        properties.setProperty(
                "mail.smtp.starttls.required", Boolean.toString(settings.security() == Security.STARTTLS));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.ssl.protocols", String.join(" ", PROTOCOLS));
        properties.setProperty("mail.smtp.quitwait", "false");
        properties.setProperty("mail.mime.charset", "UTF-8");
        properties.put("mail.smtp.ssl.socketFactory", tls);
        return properties;
    }

    /** The library's settings, with which messages are made. */
    Session session() {
        return session;
    }

    /** Connects, logs in and sends. */
    void send(InetAddress address, Notice notice) throws MessagingException, IOException {
        // The name is kept beside the checked address: the certificate must bear it.
        var named = InetAddress.getByAddress(settings.host(), address.getAddress());
        socket.connect(new InetSocketAddress(named, settings.port()), (int)
                limits.connect().toMillis());
        socket.setSoTimeout((int) limits.silence().toMillis());
        transport.connect(settings.security() == Security.TLS ? encrypted() : socket);
        transport.sendMessage(notice, notice.getAllRecipients());
    }

    private Socket encrypted() throws IOException {
        var encrypted = (SSLSocket) tls.createSocket(socket, settings.host(), settings.port(), true);
        encrypted.setEnabledProtocols(PROTOCOLS);
        var parameters = encrypted.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        encrypted.setSSLParameters(parameters);
        encrypted.startHandshake();
        return encrypted;
    }

    /** The code of the server's refusal, such as 550, or 0 if it did not refuse anything. */
    int refusal(Exception failed) {
        int code = 0;
        for (Exception one = failed; one instanceof MessagingException chained; one = chained.getNextException()) {
            code = Math.max(code, SmtpReplies.code(one));
        }
        if (code == 0 && !(failed instanceof SendFailedException)) {
            code = transport.getLastReturnCode();
        }
        return SmtpReplies.isRefusal(code) ? code : 0;
    }

    /** Whether the server offered no encryption after it had greeted. */
    boolean hadNoEncryption() {
        return settings.security() == Security.STARTTLS
                && SmtpReplies.isSuccess(transport.getLastReturnCode())
                && !transport.supportsExtension("STARTTLS");
    }

    /** Ends the conversation at once. */
    void cut() {
        try {
            socket.close();
        } catch (IOException alreadyClosed) {
            // Then there is nothing to end.
        }
    }

    @Override
    public void close() {
        try {
            transport.close();
        } catch (MessagingException alreadyGone) {
            // The message was accepted or refused before.
        }
        cut();
    }
}
