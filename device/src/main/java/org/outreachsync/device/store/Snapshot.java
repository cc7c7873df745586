package org.outreachsync.device.store;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.outreachsync.wire.device.v1.BaseRecord;
import org.outreachsync.wire.device.v1.Counters;
import org.outreachsync.wire.device.v1.Entry;
import org.outreachsync.wire.device.v1.Step;

/** Writes a state as a short list of entries that replays to it. */
final class Snapshot {

    private static final int STEPS_PER_ENTRY = 256;

    private Snapshot() {}

    static Iterable<byte[]> of(DeviceState state) {
        var steps = new ArrayList<Step>();
        var draft = new Draft(steps);
        draft.device(state.device());
        if (state.ownCodes().getVersion() > 0) {
            draft.ownCodes(state.ownCodes());
        }
        state.sites().forEach((name, site) -> site(name, site, draft, steps));
        state.attentions().values().forEach(draft::attention);
        draft.counters(Counters.newBuilder()
                .setLastHlc(state.lastHlc())
                .setNextRecord(state.nextRecord())
                .setNextAttention(state.nextAttention())
                .build());
        return () -> entries(steps).iterator();
    }

    private static void site(String name, SiteState site, Draft draft, List<Step> steps) {
        site.retained().values().forEach(op -> draft.op(name, op));
        site.pending().values().forEach(op -> draft.op(name, op));
        site.base()
                .values()
                .forEach(change -> steps.add(Step.newBuilder()
                        .setBase(BaseRecord.newBuilder().setScope(name).setChange(change))
                        .build()));
        site.ownShares().forEach((id, share) -> draft.ownShare(name, id, share));
        draft.head(site.head());
    }

    private static Stream<byte[]> entries(List<Step> steps) {
        int count = (steps.size() + STEPS_PER_ENTRY - 1) / STEPS_PER_ENTRY;
        return IntStream.range(0, count)
                .mapToObj(index ->
                        steps.subList(index * STEPS_PER_ENTRY, Math.min(steps.size(), (index + 1) * STEPS_PER_ENTRY)))
                .map(part -> Entry.newBuilder().addAllSteps(part).build().toByteArray());
    }
}
