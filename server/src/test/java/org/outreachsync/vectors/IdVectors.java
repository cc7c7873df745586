package org.outreachsync.vectors;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.outreachsync.model.RecordId;
import org.outreachsync.wire.NaturalKey;
import org.outreachsync.wire.WireContract;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.SiteDayTally;

/** Ids and the hashes over them. Numbers that may need more than 53 bits are texts, decimal or hex. */
final class IdVectors {

    private static final HexFormat HEX = HexFormat.of();

    private IdVectors() {}

    static JsonObject counted() {
        var cases = new JsonArray();
        for (long[] own : new long[][] {
            {1, 1, 1}, {1_204_817_736L, 3, 41}, {2_147_483_647L, 65_535, 256}, {4_294_967_295L, 2, (1L << 62) - 1}
        }) {
            var id = RecordId.counted(own[0], (int) own[1], own[2]);
            cases.add(new JsonObject()
                    .put("device_no", own[0])
                    .put("epoch", own[1])
                    .put("own_record", Long.toString(own[2]))
                    .put("id", HEX.formatHex(id.toBytes()))
                    .put("text", id.toString())
                    .put("bucket", id.bucket()));
        }
        return new JsonObject()
                .put("says", "The 16 bytes of the record that a device counted out.")
                .put("cases", cases);
    }

    static JsonObject tallies() {
        var cases = new JsonArray()
                .add(tally("BISHKEK-1", 20_777, 1, 6, 1, "1"))
                .add(tally("OSH-1", 0, 2, 12, 11, "18446744073709551615"))
                .add(tally("Ош-2", -1, 6, 1, 2, "1234605616436508552"));
        return new JsonObject()
                .put(
                        "says",
                        "Ids of day tallies: of the first, of those after void ones, of one whose day was repaired.")
                .put("cases", cases);
    }

    private static JsonObject tally(String site, int day, int sex, int ageBand, int mode, String boot) {
        var type = WireContract.contract().type("SiteDayTally");
        var record = SiteDayTally.newBuilder()
                .setSex(sex)
                .setAgeBand(ageBand)
                .setMode(mode)
                .build();
        var first = NaturalKey.of(
                type,
                record,
                Envelope.newBuilder().setSite(site).setOccurredOn(day).build());
        return new JsonObject()
                .put("site", site)
                .put("occurred_on", day)
                .put("sex", sex)
                .put("age_band", ageBand)
                .put("mode", mode)
                .put("id", HEX.formatHex(first.toBytes()))
                .put(
                        "voided_before_1",
                        HEX.formatHex(NaturalKey.next(type, first, 1).toBytes()))
                .put(
                        "voided_before_2",
                        HEX.formatHex(NaturalKey.next(type, first, 2).toBytes()))
                .put("boot_id", boot)
                .put(
                        "refiled",
                        HEX.formatHex(NaturalKey.refiled(type, first, Long.parseUnsignedLong(boot))
                                .toBytes()));
    }

    static JsonObject hashes() {
        var ids = List.of(
                RecordId.counted(1, 1, 1),
                RecordId.counted(1, 1, 257),
                RecordId.counted(1_204_817_736L, 3, 41),
                RecordId.natural(5, "BISHKEK-1", "20777", "1", "6", "1"));
        var versions = List.of(1L, 412L, 4_294_967_296L, Long.MAX_VALUE);
        var records = new JsonArray();
        long sum = 0;
        Map<Integer, Long> buckets = new TreeMap<>();
        for (int at = 0; at < ids.size(); at++) {
            var id = ids.get(at);
            long hash = id.convergenceHash(versions.get(at));
            sum += hash;
            buckets.merge(id.bucket(), hash, Long::sum);
            records.add(new JsonObject()
                    .put("id", HEX.formatHex(id.toBytes()))
                    .put("version", Long.toString(versions.get(at)))
                    .put("hash", HEX.toHexDigits(hash))
                    .put("bucket", id.bucket()));
        }
        var filled = new JsonObject();
        buckets.forEach((bucket, hash) -> filled.put(bucket.toString(), HEX.toHexDigits(hash)));
        return new JsonObject()
                .put(
                        "says",
                        "The hash of each record, the sums by bucket (0 in all others), and the sum of all. Hashes are unsigned, in hex.")
                .put("records", records)
                .put("bucket_hashes", filled)
                .put("state_hash", HEX.toHexDigits(sum));
    }
}
