package org.outreachsync.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.outreachsync.wire.v1.ChildLine;
import org.outreachsync.wire.v1.Client;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.ExchangeLine;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.OutreachContact;
import org.outreachsync.wire.v1.SiteDayTally;
import org.outreachsync.wire.v1.SyncRequest;
import org.outreachsync.wire.v1.TallyLine;
import org.outreachsync.wire.v1.WomenServiceVisit;

/**
 * The bytes of the first released contract. Tablets in the field will send them for years, so a change of the contract
 * that reads or writes these bytes differently breaks those tablets.
 */
class GoldenBytesTest {

    @Test
    void aRequestOfVersionOneIsWrittenAndReadAsEver() throws Exception {
        var golden = HexFormat.of().parseHex(resource("/golden/sync-request-v1.hex"));

        assertThat(HexFormat.of().formatHex(request().toByteArray()))
                .isEqualTo(HexFormat.of().formatHex(golden));
        assertThat(SyncRequest.parseFrom(golden)).isEqualTo(request());
    }

    private static String resource(String name) throws Exception {
        try (var stream = GoldenBytesTest.class.getResourceAsStream(name)) {
            assertThat(stream).as(name).isNotNull();
            return new String(stream.readAllBytes(), StandardCharsets.US_ASCII).replaceAll("\\s", "");
        }
    }

    private static SyncRequest request() {
        return SyncRequest.newBuilder()
                .setProtoVersion(1)
                .setSchemaVersion(1)
                .setDeviceId("device")
                .setEpoch(2)
                .setScope("BISHKEK-1")
                .setBatchNo(3)
                .setFirstOp(41)
                .setDeviceNow(1_795_168_800_000L)
                .setBootId(0x1122334455667788L)
                .setElapsedMs(28_800_000)
                .setDefaults(Envelope.newBuilder()
                        .setProject(1)
                        .setWorker(17)
                        .setRole(5)
                        .setOccurredOn(20_777)
                        .setCodeListVersion(1))
                .addOps(create(1)
                        .setClient(Client.newBuilder()
                                .setUic("F1990АЙГУ")
                                .setSex(1)
                                .setBirthYear(1990)
                                .addPopulations(1)
                                .setEnrolledOn(20_777)
                                .setConsentLinkage(true)
                                .setInjectedLast12M(1)
                                .setRegion(3)))
                .addOps(create(2)
                        .setOutreachContact(OutreachContact.newBuilder()
                                .setSex(2)
                                .setAgeBand(6)
                                .setMode(1)
                                .setSetting(1)
                                .addServices(1)
                                .addServices(2)
                                .setDurationMin(15)
                                .addSubstances30D(1)
                                .addRoutes(1)
                                .setNextDue(20_784)))
                .addOps(create(3)
                        .setNeedleExchange(NeedleExchange.newBuilder()
                                .setUic("F1990АЙГУ")
                                .addLines(ExchangeLine.newBuilder()
                                        .setCommodity(2)
                                        .setDistributed(20)
                                        .setReturned(15))
                                .setPeersServed(2)))
                .addOps(create(4)
                        .setWomenServiceVisit(WomenServiceVisit.newBuilder()
                                .setUic("F1990АЙГУ")
                                .addServices(54)
                                .setPregnant(2)
                                .addGbvTypes(1)
                                .setGbvConsent(true)
                                .setDaysSinceIncident(1)
                                .setEcDoses(1)
                                .setOcCycles(1)
                                .setShelterIn(20_777)
                                .setShelterOut(20_778)
                                .setChildrenServed(1)
                                .addChildren(
                                        ChildLine.newBuilder().setAgeBand(1).setChildren(1))))
                .addOps(Op.newBuilder()
                        .setKind(OpKind.OP_KIND_CREATE)
                        .setRecordId(ByteString.copyFrom(
                                new byte[] {1, 2, 3, 4, 5, 6, (byte) 0x80, 1, (byte) 0x80, 5, 6, 7, 8, 9, 10, 11}))
                        .setSiteDayTally(SiteDayTally.newBuilder()
                                .setSex(1)
                                .setAgeBand(6)
                                .setMode(1)
                                .setContacts(12)
                                .addDistributed(
                                        TallyLine.newBuilder().setCommodity(2).setPieces(40))
                                .setReturned(10)))
                .setCursor(ByteString.copyFromUtf8("cursor"))
                .setStateHash(0x0102030405060708L)
                .setAppVersion("1.0.0")
                .build();
    }

    private static Op.Builder create(long counter) {
        return Op.newBuilder()
                .setKind(OpKind.OP_KIND_CREATE)
                .setOwnRecord(counter)
                .setHlc((1_795_168_000_000L + counter) << 16)
                .setElapsedMs(28_000_000 + counter);
    }
}
