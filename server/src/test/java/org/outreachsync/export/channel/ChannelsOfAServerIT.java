package org.outreachsync.export.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.export.channel.FarSftp.Setup;
import org.outreachsync.rig.RawHttp;
import org.outreachsync.rig.ServerRig;
import org.outreachsync.rig.SocketTablet;

/**
 * From a document that a person saves over HTTP to the bytes at the recipient, through a whole server: every channel
 * brings exactly the files that the server shows. The server is shared, as are those of the recipients.
 */
@Timeout(120)
class ChannelsOfAServerIT {

    private static final String DOCUMENT = """
            code: CODE
            title: {en: A recipient}
            publisher: A programme
            formats: [csv]
            channel: CHANNEL
            notify: [data@donor.example]
            data_sets:
              - {code: MONTHLY, title: {en: M}, period: month, areas: [site], indicators: [{code: CONTACTS}]}
            """;

    private static final List<String> NAMES = List.of(".csv", "_manifest.json", "_manifest.json.sig");

    private static GreenMail mail;
    private static FarFolder folder;
    private static ServerRig rig;
    private static String admin;

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        folder = FarFolder.start();
        rig = new ServerRig(Map.of(
                "OUTREACH_DATA", data.toString(),
                "OUTREACH_EXPORT_OWN_NETWORK", "localhost",
                "OUTREACH_MAIL_HOST", "localhost",
                "OUTREACH_MAIL_PORT", Integer.toString(mail.getSmtp().getPort()),
                "OUTREACH_MAIL_SECURITY", "NONE",
                "OUTREACH_MAIL_FROM", "exports@programme.example",
                "OUTREACH_MAIL_CONTACT", "Gulnara"));
        admin = rig.admin();
        rig.place(admin, ServerRig.SITE, "KG-O");
        new SocketTablet(rig).exchange("Ж1990АЙГУ", 10);
        rig.awaitCounted(admin, ServerRig.SITE);
        rig.time.pass(Duration.ofDays(40));
    }

    @AfterAll
    static void stop() {
        rig.close();
        folder.close();
        mail.stop();
    }

    private static RawHttp.Response send(String method, String path, String headers, String body) throws IOException {
        rig.time.pass(Duration.ofMillis(100));
        return rig.send(method, path, admin + headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void save(String code, String channel) throws IOException {
        var document = DOCUMENT.replace("CODE", code).replace("CHANNEL", channel);
        var saved = send("POST", "/v1/destinations", "Content-Type: application/yaml\r\n", document);
        assertThat(saved.status()).as(saved.json().encode()).isEqualTo(201);
    }

    private static void saveCredential(String code, JsonObject credential) throws IOException {
        var saved = send("PUT", "/v1/destinations/" + code + "/credentials/far", ServerRig.JSON, credential.encode());
        assertThat(saved.status()).as(saved.json().encode()).isEqualTo(200);
    }

    /** Makes the export, and begins to deliver it. */
    private static String start(String code) throws IOException {
        var body = new JsonObject().put("destination", code).put("period", "202603");
        var started = send("POST", "/v1/exports", ServerRig.JSON, body.encode());
        assertThat(started.status()).as(started.json().encode()).isEqualTo(201);
        rig.server.exporting().exports().look(rig.time.instant());
        return code + ".MONTHLY.202603.1";
    }

    private static JsonObject export(String id) throws IOException {
        return send("GET", "/v1/exports/" + id, "", "").json();
    }

    private static void awaitDelivered(String id) throws IOException {
        JsonObject export;
        do {
            export = export(id);
            assertThat(export.getString("state")).as(export.encodePrettily()).isIn("RELEASED", "DELIVERED");
            assertThat(export.getJsonArray("tries").size())
                    .as(export.encodePrettily())
                    .isLessThanOrEqualTo(1);
        } while (!export.getString("state").equals("DELIVERED"));
        assertThat(export.getJsonArray("tries").getJsonObject(0).getMap())
                .containsEntry("cause", "RELEASED")
                .containsEntry("asked_by", "ADMIN");
        assertThat(export.getString("receipt")).isNotEmpty();
    }

    private static String name(String id, String ending) {
        return id.substring(0, id.indexOf('.')) + "_MONTHLY_202603_r1" + ending;
    }

    /** The files as this server shows them to people. */
    private static SortedMap<String, String> shown(String id) throws IOException {
        var files = new TreeMap<String, String>();
        for (var ending : NAMES) {
            var name = name(id, ending);
            var shown = send("GET", "/v1/exports/" + id + "/files/" + name, "", "");
            assertThat(shown.status()).isEqualTo(200);
            files.put(name, new String(shown.body(), StandardCharsets.UTF_8));
        }
        return files;
    }

    private static SortedMap<String, String> arrived(String path) {
        return folder.files.entrySet().stream()
                .filter(file -> file.getKey().startsWith(path))
                .collect(Collectors.toMap(
                        file -> file.getKey().substring(path.length()),
                        file -> new String(file.getValue(), StandardCharsets.UTF_8),
                        (one, other) -> other,
                        TreeMap::new));
    }

    @Test
    void puts() throws IOException {
        save("PUT", "{kind: put, url: \"" + folder.address("/drop") + "\"}");
        var id = start("PUT");
        awaitDelivered(id);
        assertThat(arrived("/drop/")).isEqualTo(shown(id));
    }

    @Test
    void putsAtPresignedAddresses() throws IOException {
        save("PRESIGNED", "{kind: put, credential: far}");
        var addresses = NAMES.stream()
                .map(ending -> folder.address("/bucket/PRESIGNED_MONTHLY_202603_r1" + ending
                        + "?X-Amz-SignedHeaders=host&X-Amz-Signature=51"))
                .collect(Collectors.joining("\n"));
        saveCredential("PRESIGNED", new JsonObject().put("kind", "addresses").put("addresses", addresses));
        var id = start("PRESIGNED");
        awaitDelivered(id);
        assertThat(arrived("/bucket/")).isEqualTo(shown(id));
    }

    @Test
    void uploadsBySftp(@TempDir Path home) throws Exception {
        try (var far = new MinaSftp(home, Setup.USUAL)) {
            uploads("SFTP", far);
        }
    }

    @Test
    @Tag("openssh")
    void uploadsToOpenSsh() throws Exception {
        var home = Files.createTempDirectory("sftp");
        home.toFile().setExecutable(true, false);
        try (var far = new OpenSshSftp(Files.createDirectory(home.resolve("far")), Setup.USUAL)) {
            uploads("OPENSSH", far);
        } finally {
            try (var files = Files.walk(home)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static String channel(FarSftp far, String hostKey) {
        return "{kind: sftp, host: localhost, port: " + far.port() + ", user: " + far.user() + ", folder: \""
                + far.folderName() + "\", host_key: \"" + hostKey + "\", credential: far}";
    }

    /** As when the recipient's server was set up anew, or somebody else answers in its place. */
    @Test
    void aHostKeyThatChangedNeedsAPersonAndNothingIsLost(@TempDir Path home) throws Exception {
        try (var far = new MinaSftp(home, Setup.USUAL)) {
            save("CHANGED", channel(far, SshKeys.publicLine(SshKeys.make("ssh-ed25519"))));
            saveCredential("CHANGED", new JsonObject().put("kind", "ssh_key").put("key", far.privateKey()));
            var id = start("CHANGED");
            JsonObject export;
            do {
                export = export(id);
                assertThat(export.getString("state")).isIn("RELEASED", "UNDELIVERED");
            } while (!export.getString("state").equals("UNDELIVERED"));
            var attempt = export.getJsonArray("tries").getJsonObject(0);
            assertThat(attempt.getString("result")).isEqualTo("FAR_SIDE_HELPS");
            assertThat(attempt.getString("reason")).contains("host key");
            assertThat(far.sawALogin()).isFalse();
            assertThat(far.folder()).isEmptyDirectory();

            var document = DOCUMENT.replace("CODE", "CHANGED")
                    .replace("CHANNEL", channel(far, far.hostKeys().getFirst()));
            var saved = send(
                    "PUT",
                    "/v1/destinations/CHANGED",
                    "Content-Type: application/yaml\r\nIf-Match: \"1\"\r\n",
                    document);
            assertThat(saved.status()).isEqualTo(200);
            assertThat(send("POST", "/v1/exports/" + id + "/send-again", "", "").status())
                    .isEqualTo(200);
            rig.server.exporting().exports().look(rig.time.instant());
            do {
                export = export(id);
                assertThat(export.getString("state")).isIn("RELEASED", "DELIVERED");
            } while (!export.getString("state").equals("DELIVERED"));
            assertThat(read(far)).isEqualTo(shown(id));
        }
    }

    private static void uploads(String code, FarSftp far) throws IOException {
        save(code, channel(far, far.hostKeys().getFirst()));
        saveCredential(code, new JsonObject().put("kind", "ssh_key").put("key", far.privateKey()));
        var id = start(code);
        awaitDelivered(id);
        assertThat(read(far)).isEqualTo(shown(id));
    }

    private static SortedMap<String, String> read(FarSftp far) throws IOException {
        var there = new TreeMap<String, String>();
        try (var files = Files.list(far.folder())) {
            for (var file : files.toList()) {
                there.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return there;
    }

    @Test
    void tellsPeopleByEmailWithoutData() throws Exception {
        save("MAIL", "pull");
        var id = start("MAIL");
        awaitDelivered(id);
        mail.purgeEmailFromAllMailboxes();
        rig.server.exporting().exports().look(rig.time.instant());
        while (List.of(mail.getReceivedMessages()).stream()
                .map(GreenMailUtil::getWholeMessage)
                .noneMatch(message -> message.contains(id))) {
            assertThat(mail.waitForIncomingEmail(10_000, 1)).isTrue();
        }
        var message = List.of(mail.getReceivedMessages()).stream()
                .filter(one -> GreenMailUtil.getWholeMessage(one).contains(id))
                .findFirst()
                .orElseThrow();
        assertThat(message.getSubject()).isEqualTo("A programme: export MONTHLY for 202603 is ready");
        assertThat(message.getAllRecipients()).extracting(Object::toString).containsExactly("data@donor.example");
        assertThat(GreenMailUtil.getWholeMessage(message))
                .doesNotContain("CONTACTS", "OSH-1", ".csv")
                .doesNotContainIgnoringCase("attachment");
    }

    /** The far side keeps the connection alive with a byte from time to time, for as long as it likes. */
    @Test
    void aFarSideThatDripsKeepsNoOtherRecipientWaiting() throws IOException {
        try (var dripping = new DrippingServer()) {
            save("DRIP", "{kind: put, url: \"http://localhost:" + dripping.port() + "/drop\"}");
            save("BESIDE", "{kind: put, url: \"" + folder.address("/beside") + "\"}");
            var slow = start("DRIP");
            dripping.awaitRequest();
            awaitDelivered(start("BESIDE"));
            // Another round plans, prepares and delivers meanwhile, too.
            save("LATER", "{kind: put, url: \"" + folder.address("/later") + "\"}");
            awaitDelivered(start("LATER"));
            var waiting = export(slow);
            assertThat(waiting.getString("state")).isEqualTo("RELEASED");
            assertThat(waiting.getJsonArray("tries").getJsonObject(0).getString("result"))
                    .isEqualTo("BEGUN");
        }
    }
}
