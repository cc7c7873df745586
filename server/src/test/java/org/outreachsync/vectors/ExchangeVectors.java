package org.outreachsync.vectors;

import com.google.protobuf.ByteString;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.outreachsync.device.Programme;
import org.outreachsync.device.Tablet;
import org.outreachsync.device.capture.Edit;
import org.outreachsync.device.enrol.KeySource;
import org.outreachsync.device.journal.MemoryJournalFile;
import org.outreachsync.device.journal.Seal;
import org.outreachsync.device.sync.SyncListener;
import org.outreachsync.device.sync.SyncSettings;
import org.outreachsync.device.transport.Transport;
import org.outreachsync.indicator.naive.FixedKeys;
import org.outreachsync.model.RecordId;
import org.outreachsync.store.memory.MemoryStore;
import org.outreachsync.sync.Field;
import org.outreachsync.sync.Link;
import org.outreachsync.sync.Requests;
import org.outreachsync.wire.v1.Client;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.OutreachContact;
import org.outreachsync.wire.v1.SiteDayTally;

/** What the device library and the server say to each other, byte by byte, and what the tablet holds afterwards. */
final class ExchangeVectors implements Transport {

    private static final HexFormat HEX = HexFormat.of();
    private static final String UIC = "Ж1990АЙГУ";

    private final Field field = new Field(new MemoryStore(), FixedKeys.keyring());
    private final Link link = new Link(field);
    private final Tablet tablet =
            Tablet.open(new MemoryJournalFile(), Seal.NONE, Programme.of(LocalDate.of(2015, 1, 1)), link);
    private final JsonArray steps = new JsonArray();
    private String says = "";
    private boolean isRecording;

    private ExchangeVectors() {}

    static JsonObject exchanges() {
        return new JsonObject()
                .put(
                        "says",
                        "Syncs of a tablet with device_no 1 in epoch 1, one after the other: the SyncRequest, the SyncResponse, and the records, with their"
                                + " versions, that the tablet holds then. Messages are in hex, without any content encoding.")
                .put("steps", new ExchangeVectors().tell());
    }

    private JsonArray tell() {
        try {
            tablet.enrolment(this, KeySource.of(new SecureRandom())).enrol("code", "tab", "1");
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
        isRecording = true;
        var exchange = firstShift();
        sync(
                "A first batch: a client, an exchange with the same client, a contact without, a day tally. Nobody else wrote, so that nothing comes back.");
        colleague(exchange);
        tick();
        tablet.edit(exchange, Edit.of(Field.exchangeOf(30).build()).clear(6));
        sync("An edit beside one that the tablet has not seen: the outcome comes back.");
        tick();
        sync("Nothing to say on either side.");
        tick();
        tablet.count(
                Field.SITE,
                Field.envelope(),
                SiteDayTally.newBuilder()
                        .setSex(1)
                        .setAgeBand(6)
                        .setMode(1)
                        .setContacts(2)
                        .build());
        sync("More clicks in the same tally: the op carries all that the device counted on that day.");
        return steps;
    }

    private RecordId firstShift() {
        tick();
        tablet.create(
                Field.SITE,
                Field.envelope(),
                Client.newBuilder()
                        .setUic(UIC)
                        .setSex(1)
                        .setBirthYear(1990)
                        .addPopulations(1)
                        .setEnrolledOn(Field.DAY)
                        .setConsentLinkage(true)
                        .setRegion(3)
                        .build());
        tick();
        var exchange = tablet.create(
                        Field.SITE,
                        Field.envelope(),
                        Field.exchangeOf(20).setUic(UIC).setPeersServed(2).build())
                .id();
        tick();
        tablet.create(
                Field.SITE,
                Field.envelope(),
                OutreachContact.newBuilder()
                        .setSex(2)
                        .setAgeBand(6)
                        .setMode(1)
                        .setSetting(1)
                        .setDurationMin(15)
                        .addServices(1)
                        .addServices(2)
                        .build());
        tick();
        tablet.count(
                Field.SITE,
                Field.envelope(),
                SiteDayTally.newBuilder()
                        .setSex(1)
                        .setAgeBand(6)
                        .setMode(1)
                        .setContacts(3)
                        .build());
        return exchange;
    }

    private void colleague(RecordId exchange) {
        tick();
        var other = Field.device(2);
        var op = field.correct(ByteString.copyFrom(exchange.toBytes()), 1, 25);
        var fresh = field.op(OpKind.OP_KIND_CREATE)
                .setOwnRecord(1)
                .setNeedleExchange(NeedleExchange.newBuilder(Field.exchangeOf(5).build())
                        .setSex(2)
                        .setAgeBand(5))
                .build();
        field.server().sync(other, Requests.of(field.batch(other, 1, 1, op, fresh)));
    }

    private void tick() {
        field.now += 60_000;
    }

    private void sync(String what) {
        says = what;
        tablet.engine(this, new Random(1), SyncListener.NONE, SyncSettings.of("1"))
                .sync();
        var held = new JsonObject();
        tablet.store().read(state -> {
            Objects.requireNonNull(state.site(Field.SITE))
                    .base()
                    .forEach((id, change) -> held.put(HEX.formatHex(id.toBytes()), Long.toString(change.getVersion())));
            return true;
        });
        steps.getJsonObject(steps.size() - 1)
                .put("holds", held)
                .put("state_hash", HEX.toHexDigits(tablet.stateHash(Field.SITE)));
    }

    @Override
    public Answer post(String path, Map<String, String> headers, byte[] body) throws IOException {
        var answer = link.post(path, headers, body);
        if (isRecording) {
            steps.add(new JsonObject()
                    .put("says", says)
                    .put(
                            "request",
                            HEX.formatHex("gzip".equals(headers.get("Content-Encoding")) ? inflated(body) : body))
                    .put("answer", HEX.formatHex(answer.body())));
        }
        return answer;
    }

    private static byte[] inflated(byte[] body) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return in.readAllBytes();
        }
    }
}
