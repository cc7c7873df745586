package org.outreachsync.device.sync;

import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.outreachsync.device.store.LocalOp;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.OpKind;

/** What the records created in a batch have in common, so that it is sent once. */
final class CommonEnvelope {

    private CommonEnvelope() {}

    /**
     * The most common value of every part of the envelope that all created records have. A part that one of them lacks
     * stays out, since a default would fill it in.
     */
    static Envelope of(Collection<LocalOp> ops) {
        var envelopes = ops.stream()
                .filter(op -> op.op().getKind() == OpKind.OP_KIND_CREATE && !op.hollow())
                .map(op -> op.op().getEnvelope())
                .collect(Collectors.toList());
        var common = Envelope.newBuilder();
        if (!envelopes.isEmpty()) {
            for (var part : Envelope.getDescriptor().getFields()) {
                if (envelopes.stream().allMatch(envelope -> envelope.hasField(part))) {
                    common.setField(part, mostCommon(envelopes, part));
                }
            }
        }
        return common.build();
    }

    /** The earlier of two that are as common. */
    private static Object mostCommon(List<Envelope> envelopes, FieldDescriptor part) {
        Map<Object, Integer> counts = new HashMap<>();
        envelopes.forEach(envelope -> counts.merge(envelope.getField(part), 1, Integer::sum));
        var best = envelopes.get(0).getField(part);
        int bestCount = 0;
        for (var envelope : envelopes) {
            var value = envelope.getField(part);
            int count = counts.getOrDefault(value, 0);
            if (count > bestCount) {
                best = value;
                bestCount = count;
            }
        }
        return best;
    }

    /** What is left to say about one record. */
    static Envelope without(Envelope envelope, Envelope common) {
        var rest = envelope.toBuilder();
        common.getAllFields().forEach((part, value) -> {
            if (value.equals(envelope.getField(part))) {
                rest.clearField(part);
            }
        });
        return rest.build();
    }
}
