package org.outreachsync.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.rig.ServerRig.PROTOBUF;
import static org.outreachsync.rig.ServerRig.SITE;
import static org.outreachsync.rig.ServerRig.bearer;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.outreachsync.model.RecordId;
import org.outreachsync.wire.v1.Client;
import org.outreachsync.wire.v1.EnrolRequest;
import org.outreachsync.wire.v1.EnrolResponse;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.ExchangeLine;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.SiteDayTally;
import org.outreachsync.wire.v1.SyncRequest;
import org.outreachsync.wire.v1.SyncResponse;
import org.outreachsync.wire.v1.TallyLine;

/** A tablet that enrolled over a socket at the site of the rig and hands in batches. */
public final class SocketTablet {

    private static final int DAY = 20_513;

    public final EnrolResponse enrolled;
    private final ServerRig rig;
    private final String site;
    private long batches;
    private long ops;
    private byte[] last = {};

    public SocketTablet(ServerRig rig) throws IOException {
        this(rig, SITE);
    }

    /** At another site, which there is. */
    public SocketTablet(ServerRig rig, String site) throws IOException {
        this.rig = rig;
        this.site = site;
        var code = rig.server
                .identities()
                .codes()
                .make(List.of(site), Duration.ofMinutes(5))
                .code();
        this.enrolled = EnrolResponse.parseFrom(enrol(rig, code).body());
    }

    public static RawHttp.Response enrol(ServerRig rig, String code) throws IOException {
        var request = EnrolRequest.newBuilder()
                .setOneTimeCode(code)
                .setPublicKey(ServerRig.publicKey())
                .setModel("tablet")
                .setAppVersion("1.0");
        return rig.send("POST", "/v1/enrol", PROTOBUF, request.build().toByteArray());
    }

    /** Records that somebody was given syringes. */
    public void exchange(String clientCode, int syringes) throws IOException {
        handIn(exchangeWith(clientCode, syringes));
    }

    /** Records the same as of a day to come, so that it goes to quarantine. */
    public void exchangeAhead(String clientCode, int syringes, int days) throws IOException {
        handIn(exchangeWith(clientCode, syringes)
                .setEnvelope(Envelope.newBuilder().setOccurredOn(DAY + days)));
    }

    /** Registers a client this many days ago. */
    public void register(String clientCode, int region, int daysAgo) throws IOException {
        var client = Client.newBuilder()
                .setUic(clientCode)
                .setSex(1)
                .setBirthYear(1990)
                .addPopulations(1)
                .setEnrolledOn(DAY - daysAgo)
                .setConsentLinkage(true)
                .setRegion(region);
        handIn(Op.newBuilder().setClient(client));
    }

    /** The same exchange, whatever comes of it. */
    public RawHttp.Response offer(String clientCode, int syringes) throws IOException {
        return send(exchangeWith(clientCode, syringes));
    }

    /** Records in one batch that each of these was given a syringe. */
    public void exchanges(List<String> clientCodes) throws IOException {
        handIn(clientCodes.stream().map(code -> exchangeWith(code, 1)).toArray(Op.Builder[]::new));
    }

    /** Records nothing that there is, so often in one batch, so that it goes to quarantine. */
    public void nonsense(int times) throws IOException {
        handIn(Stream.generate(Op::newBuilder).limit(times).toArray(Op.Builder[]::new));
    }

    /** Clicks one contact with somebody who was given syringes. */
    public void tally(int syringes) throws IOException {
        var given = TallyLine.newBuilder().setCommodity(2).setPieces(syringes);
        var tally = SiteDayTally.newBuilder()
                .setSex(2)
                .setAgeBand(12)
                .setMode(4)
                .setContacts(1)
                .addDistributed(given);
        var id = RecordId.natural(5, SITE, "" + DAY, "2", "12", "4");
        handIn(Op.newBuilder().setSiteDayTally(tally).setRecordId(ByteString.copyFrom(id.toBytes())));
    }

    private static Op.Builder exchangeWith(String clientCode, int syringes) {
        var line = ExchangeLine.newBuilder().setCommodity(2).setDistributed(syringes);
        return Op.newBuilder()
                .setNeedleExchange(
                        NeedleExchange.newBuilder().setUic(clientCode).addLines(line));
    }

    /** Hands in whatever there is, on the day of everything unless an act says another. */
    public SyncResponse hand(Op.Builder... acts) throws IOException {
        return SyncResponse.parseFrom(send(acts).body());
    }

    private void handIn(Op.Builder... acts) throws IOException {
        assertThat(send(acts).status()).isEqualTo(200);
    }

    private RawHttp.Response send(Op.Builder... acts) throws IOException {
        batches++;
        var sync = SyncRequest.newBuilder()
                .setProtoVersion(1)
                .setSchemaVersion(1)
                .setDeviceId(enrolled.getDeviceId())
                .setEpoch(enrolled.getEpoch())
                .setScope(site)
                .setDeviceNow(rig.time.millis())
                .setBootId(1)
                .setElapsedMs(1_000)
                .setBatchNo(batches)
                .setFirstOp(ops + 1)
                .setDefaults(Envelope.newBuilder()
                        .setProject(3)
                        .setWorker(1)
                        .setRole(1)
                        .setOccurredOn(DAY));
        for (var op : acts) {
            ops++;
            if (op.getRecordId().isEmpty()) {
                op.setOwnRecord(ops);
            }
            sync.addOps(op.setKind(OpKind.OP_KIND_CREATE)
                    .setHlc(rig.time.millis() << 16)
                    .setElapsedMs(1_000));
        }
        last = sync.build().toByteArray();
        return again();
    }

    /** Sends the last batch once more, byte by byte, as a tablet does that got no acknowledgement. */
    public RawHttp.Response again() throws IOException {
        return rig.send("POST", "/v1/sync", bearer(enrolled.getToken()) + PROTOBUF, last);
    }
}
