package org.outreachsync.device.capture;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.outreachsync.device.store.DeviceState;
import org.outreachsync.device.store.LocalOp;
import org.outreachsync.model.ClientCode;
import org.outreachsync.model.ClientCodeFormat;
import org.outreachsync.model.CodeScript;
import org.outreachsync.model.Contract;
import org.outreachsync.model.Path;
import org.outreachsync.model.RecordId;
import org.outreachsync.model.RecordType;
import org.outreachsync.model.Value;
import org.outreachsync.model.ValueKind;
import org.outreachsync.validate.Bounds;
import org.outreachsync.validate.ClientCodeCheck;
import org.outreachsync.validate.Finding;
import org.outreachsync.validate.ResultCode;
import org.outreachsync.wire.RecordMapper;
import org.outreachsync.wire.device.v1.Device;
import org.outreachsync.wire.v1.ClientCodeScript;

/**
 * Checks client codes while they are still in clear. It applies the server's checks, and one that only a tablet can
 * make: whether a code is similar to another in the ops that it still keeps. Nothing extra is stored for this, and no
 * finding reveals the other code.
 */
final class ClientCodeRules {

    /** Found by tablets only, since the server knows only the keys of codes. */
    private static final String SIMILAR = "CLIENT_CODE_SIMILAR";

    private final Contract contract;
    private final ClientCodeCheck check;
    private final RecordMapper mapper;

    ClientCodeRules(Contract contract) {
        this.contract = contract;
        this.check = new ClientCodeCheck(contract);
        this.mapper = new RecordMapper(contract);
    }

    /** Findings about the codes that an op writes: their format, and the birth year and other facts in them. */
    List<Finding> check(RecordType type, SortedMap<Path, Value> written, Device device, Bounds bounds) {
        var findings = new ArrayList<Finding>();
        for (var spec : type.fields()) {
            if (spec.kind() == ValueKind.CLIENT_CODE
                    && written.get(Path.field(spec.number())) instanceof Value.Text text) {
                findings.addAll(check(spec.name(), text.value(), device, bounds));
            }
        }
        return findings;
    }

    List<Finding> check(String field, String written, Device device, Bounds bounds) {
        var format = format(device);
        if (format == null && !written.trim().isEmpty()) {
            return List.of();
        }
        var code = format == null ? null : format.parse(written);
        return code == null
                ? List.of(new Finding(
                        ResultCode.CLIENT_CODE_INVALID.name(),
                        field,
                        "The client code does not have the programme's form.",
                        false))
                : check.check(field, code, bounds);
    }

    /** Warnings when the code of the record's own client is a typing slip away from one that the tablet knows. */
    List<Finding> similar(RecordType type, SortedMap<Path, Value> written, RecordId record, DeviceState state) {
        var findings = new ArrayList<Finding>();
        for (var spec : type.fields()) {
            boolean isOwn = spec.kind() == ValueKind.CLIENT_CODE && RecordType.OWN_CLIENT.equals(spec.keyField());
            if (isOwn && written.get(Path.field(spec.number())) instanceof Value.Text text) {
                findings.addAll(similar(spec.name(), text.value(), record, state));
            }
        }
        return findings;
    }

    /** @param except a record whose own codes are not compared, since this code replaces them; or null */
    List<Finding> similar(String field, String written, @Nullable RecordId except, DeviceState state) {
        var format = format(state.device());
        var code = format == null ? null : format.parse(written);
        if (format == null || code == null) {
            return List.of();
        }
        boolean isNearOther = false;
        for (var text : known(state, except)) {
            var other = format.parse(text);
            if (code.equals(other)) {
                return List.of();
            }
            isNearOther |= isSlip(code, other);
        }
        var message = "The client code is one letter or digit away from another on this tablet: please check.";
        return isNearOther ? List.of(new Finding(SIMILAR, field, message, true)) : List.of();
    }

    private static boolean isSlip(ClientCode code, @Nullable ClientCode other) {
        return other != null && code.isSlipOf(other);
    }

    /** The codes, as written, in the ops that wait and in those kept in case the server is restored from a backup. */
    private Set<String> known(DeviceState state, @Nullable RecordId except) {
        var known = new HashSet<String>();
        state.sites().values().forEach(site -> {
            site.pending().values().forEach(op -> collect(op, except, known));
            site.retained().values().forEach(op -> collect(op, except, known));
        });
        return known;
    }

    private void collect(LocalOp op, @Nullable RecordId except, Set<String> known) {
        if (op.recordId().equals(except)) {
            return;
        }
        var record = mapper.recordOf(op.op(), op.type());
        for (var spec : contract.type(op.type()).fields()) {
            if (spec.kind() == ValueKind.CLIENT_CODE) {
                var written =
                        (String) record.getField(record.getDescriptorForType().findFieldByNumber(spec.number()));
                if (!written.isEmpty()) {
                    known.add(written);
                }
            }
        }
    }

    /**
     * The programme's format. Null for a pattern that this version of the app does not know; then the server decides.
     */
    private static @Nullable ClientCodeFormat format(Device device) {
        var script = device.getClientCodeScript() == ClientCodeScript.CLIENT_CODE_SCRIPT_LATIN
                ? CodeScript.LATIN
                : CodeScript.CYRILLIC;
        try {
            return ClientCodeFormat.of(device.getClientCodePattern(), script);
        } catch (IllegalArgumentException unknownPattern) {
            return null;
        }
    }
}
