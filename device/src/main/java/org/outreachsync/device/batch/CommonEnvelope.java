package org.outreachsync.device.batch;

import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.outreachsync.device.store.LocalOp;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.OpKind;

/** The envelope values that the records created in a batch share, so that they are sent once. */
public final class CommonEnvelope {

    private CommonEnvelope() {}

    /**
     * The most frequent value of each envelope field. A field that one of the records leaves empty is left out, since
     * the default would fill it in.
     */
    public static Envelope of(Collection<LocalOp> ops) {
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

    /** The most frequent value; of equally frequent ones, the first. */
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

    /** The envelope of one record without the shared values. */
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
