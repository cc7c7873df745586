package org.outreachsync.device;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.outreachsync.device.transport.Transport;
import org.outreachsync.model.RecordId;
import org.outreachsync.wire.v1.Ack;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpResult;
import org.outreachsync.wire.v1.Status;
import org.outreachsync.wire.v1.SyncRequest;
import org.outreachsync.wire.v1.SyncResponse;

/**
 * A server with one site and one device behind a bad network. It accepts batches by the rules of the protocol, loses
 * requests and answers, is busy, finds batches too large, and is sometimes restored from a backup.
 */
final class LedgerServer implements Transport {

    private final Random random;
    boolean calm;
    long now = FakeClock.MORNING;
    private final List<SyncRequest> batches = new ArrayList<>();
    private final List<Op> ops = new ArrayList<>();
    private final List<Integer> acked = new ArrayList<>();
    private final List<List<Op>> fresh = new ArrayList<>();
    private int restores;

    LedgerServer(Random random) {
        this.random = random;
    }

    /** Every op that is durable, in order. */
    List<Op> ops() {
        return List.copyOf(ops);
    }

    @Override
    public Answer post(String path, Map<String, String> headers, byte[] body) throws IOException {
        if (!calm && random.nextInt(5) == 0) {
            throw new IOException("request lost");
        }
        var request = FakeServer.parse(headers, body);
        if (!calm && restores < 2 && batches.size() > 3 && random.nextInt(40) == 0) {
            restores++;
            restore();
        }
        var answer = answer(request);
        if (!calm && random.nextInt(4) == 0) {
            throw new IOException("answer lost");
        }
        return Proving.proven(headers, answer);
    }

    /** Forgets the last batches, as after a restore from a backup. */
    void restore() {
        int kept = Math.max(0, batches.size() - 1 - random.nextInt(3));
        batches.subList(kept, batches.size()).clear();
        fresh.subList(kept, fresh.size()).clear();
        acked.subList(kept, acked.size()).clear();
        ops.subList(kept == 0 ? 0 : acked.get(kept - 1), ops.size()).clear();
    }

    private static long lastOp(SyncRequest batch) {
        return batch.getFirstOp() + batch.getOpsCount() - 1;
    }

    private Answer answer(SyncRequest request) {
        if (!calm && random.nextInt(8) == 0) {
            return FakeServer.problem(503, "{\"code\":\"BUSY\"}");
        }
        if (!calm && request.getOpsCount() > 1 && random.nextInt(8) == 0) {
            return FakeServer.problem(413, "{\"code\":\"TOO_LARGE\"}");
        }
        if (!request.getCursor().isEmpty() && cursor(request) > batches.size()) {
            return FakeServer.problem(410, "{\"code\":\"CURSOR_EXPIRED\"}");
        }
        var response = SyncResponse.newBuilder().setServerNow(now).setLimits(Shift.limits());
        if (request.getOpsCount() > 0) {
            int at = (int) request.getBatchNo() - 1;
            if (at < batches.size() && !same(batches.get(at), request)) {
                return conflict("BATCH_ID_REUSED", request);
            }
            if (at > batches.size() || (at == batches.size() && request.getFirstOp() > ops.size() + 1)) {
                return conflict("OUT_OF_ORDER", request);
            }
            if (at == batches.size()) {
                batches.add(request);
                acked.add((int) Math.max(ops.size(), lastOp(request)));
                int known = (int) (ops.size() + 1 - request.getFirstOp());
                ops.addAll(request.getOpsList().subList(Math.min(known, request.getOpsCount()), request.getOpsCount()));
                fresh.add(request.getOpsList().subList(Math.min(known, request.getOpsCount()), request.getOpsCount()));
            }
            response.setAck(ack(request, at));
        }
        response.setCursor(ByteString.copyFromUtf8(Integer.toString(batches.size())));
        if (request.getCursor().isEmpty()) {
            versions()
                    .forEach((id, version) ->
                            response.addChanges(Bench.change(id, version).setOutreachContact(Shift.contact(1))));
        }
        var sums = sums();
        response.setStateHash(sums.values().stream().mapToLong(Long::longValue).sum());
        if (request.getBucketHashesCount() > 0) {
            reset(request, sums, response);
        }
        return FakeServer.ok(response.build());
    }

    private static int cursor(SyncRequest request) {
        return Integer.parseInt(request.getCursor().toStringUtf8());
    }

    private static boolean same(SyncRequest left, SyncRequest right) {
        return left.getFirstOp() == right.getFirstOp()
                && left.getDefaults().equals(right.getDefaults())
                && left.getOpsList().equals(right.getOpsList());
    }

    private Answer conflict(String code, SyncRequest request) {
        var known = new StringBuilder();
        if (!ops.isEmpty()) {
            known.append(",\"acked_hlc\":\"")
                    .append(HexFormat.of().toHexDigits(ops.get(ops.size() - 1).getHlc()))
                    .append('"');
        }
        if (request.getFirstOp() <= ops.size()) {
            int through = (int) request.getFirstOp() - 1;
            for (var op : request.getOpsList()) {
                if (through == ops.size() || ops.get(through).getHlc() != op.getHlc()) {
                    break;
                }
                through++;
            }
            known.append(",\"known_through\":").append(through);
        }
        return FakeServer.problem(
                409,
                "{\"code\":\"" + code + "\",\"expected_batch_no\":" + (batches.size() + 1) + ",\"acked_op\":"
                        + ops.size() + known + "}");
    }

    private Ack ack(SyncRequest request, int at) {
        var ack = Ack.newBuilder()
                .setBatchNo(request.getBatchNo())
                .setAckedOp(acked.get(at))
                .setSeq(at + 1L);
        int duplicates = request.getOpsCount() - fresh.get(at).size();
        for (int op = 0; op < request.getOpsCount(); op++) {
            ack.addResults(OpResult.newBuilder()
                    .setOpNo(request.getFirstOp() + op)
                    .setStatus(op < duplicates ? Status.STATUS_DUPLICATE : Status.STATUS_APPLIED));
        }
        return ack.build();
    }

    private Map<RecordId, Long> versions() {
        var versions = new TreeMap<RecordId, Long>();
        for (int at = 0; at < batches.size(); at++) {
            for (var op : fresh.get(at)) {
                versions.put(RecordId.counted(9, 1, op.getOwnRecord()), at + 1L);
            }
        }
        return versions;
    }

    private Map<Integer, Long> sums() {
        var sums = new TreeMap<Integer, Long>();
        versions().forEach((id, version) -> sums.merge(id.bucket(), id.convergenceHash(version), Long::sum));
        return sums;
    }

    /** The convergence check only looks at ids and versions. */
    private void reset(SyncRequest request, Map<Integer, Long> sums, SyncResponse.Builder response) {
        for (int bucket = 0; bucket < 256; bucket++) {
            if (request.getBucketHashes(bucket) != sums.getOrDefault(bucket, 0L)) {
                response.addResetBuckets(bucket);
            }
        }
        versions().forEach((id, version) -> {
            if (response.getResetBucketsList().contains(id.bucket())
                    && !request.getCursor().isEmpty()) {
                response.addChanges(Bench.change(id, version).setOutreachContact(Shift.contact(1)));
            }
        });
    }
}
