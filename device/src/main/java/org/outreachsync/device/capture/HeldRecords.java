package org.outreachsync.device.capture;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.outreachsync.device.clock.DeviceClock;
import org.outreachsync.device.store.DeviceState;
import org.outreachsync.device.store.SiteState;
import org.outreachsync.device.view.Overlay;
import org.outreachsync.model.Path;
import org.outreachsync.model.RecordId;
import org.outreachsync.model.RecordType;
import org.outreachsync.model.Value;
import org.outreachsync.wire.v1.Op;

/** Looks up the records and sites that the tablet holds. */
final class HeldRecords {

    private final CaptureRules rules;
    private final Overlay overlay;
    private final DeviceClock clock;

    HeldRecords(CaptureRules rules, Overlay overlay, DeviceClock clock) {
        this.rules = rules;
        this.overlay = overlay;
        this.clock = clock;
    }

    /** Whether the record that the worker sees is void. */
    boolean isVoid(SiteState held, RecordId id, RecordType type, long slot) {
        return shown(held, id, type, slot)
                .getOrDefault(type.path("void_reason"), Value.absent())
                .isPresent();
    }

    /** The registers of a record as the worker sees it, with the unsent ops over what the server knows. */
    SortedMap<Path, Value> shown(SiteState held, RecordId id, RecordType type, long slot) {
        var registers = overlay.registers(held.base(id), type.number(), slot);
        for (var op : held.pendingOn(id)) {
            overlay.lay(op, registers, slot);
            rules.withheld().takeOut(type, registers);
        }
        return registers;
    }

    /**
     * What this device has counted in a tally so far; its next count adds to this. Null when it counted nothing, or
     * when the share was closed in an earlier boot.
     */
    @Nullable
    Op shareBefore(SiteState held, RecordId id) {
        var share = held.ownShare(id);
        return share != null && share.hasBootId() && share.getBootId() != clock.bootId() ? null : share;
    }

    /** The number of the type of a record; 0 for a type that this version of the app does not know. */
    int knownType(SiteState held, RecordId id) {
        var ops = held.pendingOn(id);
        var base = held.base(id);
        return base != null
                ? overlay.typeOf(base)
                : ops.isEmpty() ? 0 : ops.get(0).type();
    }

    /**
     * The site that holds this record.
     *
     * @throws NotWritableException when there is none
     */
    static String siteOf(DeviceState state, RecordId id) {
        return state.sites().entrySet().stream()
                .filter(site -> site.getValue().base(id) != null
                        || !site.getValue().pendingOn(id).isEmpty())
                .findFirst()
                .orElseThrow(
                        () -> new NotWritableException(NotWritableException.Reason.NO_SUCH_RECORD, "no record " + id))
                .getKey();
    }

    /**
     * A site that the tablet works in.
     *
     * @throws NotWritableException when it does not, or is not enrolled
     */
    static SiteState open(DeviceState state, String site) {
        if (!state.isEnrolled()) {
            throw new NotWritableException(NotWritableException.Reason.NOT_ENROLLED, "the tablet is not enrolled");
        }
        @Nullable SiteState held = state.site(site);
        if (held == null || !held.isOpen()) {
            throw new NotWritableException(
                    NotWritableException.Reason.SCOPE_CLOSED, "the tablet does not work in " + site);
        }
        return held;
    }
}
