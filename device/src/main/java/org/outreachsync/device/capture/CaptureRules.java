package org.outreachsync.device.capture;

import com.google.protobuf.Message;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.outreachsync.model.Contract;
import org.outreachsync.model.Path;
import org.outreachsync.model.RecordType;
import org.outreachsync.model.Value;
import org.outreachsync.model.ValueKind;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.validate.Bounds;
import org.outreachsync.validate.Finding;
import org.outreachsync.validate.Identity;
import org.outreachsync.validate.ResultCode;
import org.outreachsync.validate.Validator;
import org.outreachsync.validate.Withheld;
import org.outreachsync.wire.device.v1.Device;
import org.outreachsync.wire.v1.OpKind;

/**
 * Checks an act against the same contract as the server does. Two things differ on a tablet. The client code is still
 * in clear, so its format is checked here. And if the clock is obviously wrong, errors about dates become warnings,
 * since the server will repair the date.
 */
public final class CaptureRules {

    private static final Set<String> DATE_CODES = Set.of(
            ResultCode.DATE_IN_FUTURE.name(), ResultCode.DATE_OUT_OF_BOUNDS.name(), ResultCode.CODE_RETIRED.name());

    private final Contract contract;
    private final Validator validator;
    private final Withheld withheld;
    private final FillIn fillIn;
    private final ClientCodeRules clientCodes;
    private final LocalDate programmeStart;

    /**
     * @param contract the record types
     * @param codes supplies the current code lists
     * @param programmeStart events before this day are refused
     */
    public CaptureRules(Contract contract, Supplier<CodeLists> codes, LocalDate programmeStart) {
        this.contract = contract;
        this.validator = new Validator(codes);
        this.withheld = new Withheld(codes);
        this.fillIn = new FillIn(codes);
        this.clientCodes = new ClientCodeRules(contract);
        this.programmeStart = programmeStart;
    }

    /** The record types. */
    public Contract contract() {
        return contract;
    }

    /**
     * Checks the record that results from an edit, as the worker sees it.
     *
     * @return the warnings
     * @throws CaptureRefusedException when it breaks a rule over several fields
     */
    List<Finding> checkOutcome(RecordType type, SortedMap<Path, Value> before, SortedMap<Path, Value> after) {
        return warnings(validator.checkOutcome(type, keyed(type, before), keyed(type, after)));
    }

    /**
     * Checks an edit of a record whose id is derived from a natural key.
     *
     * @throws CaptureRefusedException when it would change the natural key, or count in a void record
     */
    void checkIdentity(RecordType type, SortedMap<Path, Value> before, SortedMap<Path, Value> written) {
        warnings(Identity.checkEdit(type, before, written));
        if (Identity.counts(type, false, written)
                && before.getOrDefault(type.path("void_reason"), Value.absent()).isPresent()) {
            warnings(List.of(Identity.voided()));
        }
    }

    /**
     * Checks what an op writes.
     *
     * @param nowMillis the wall clock
     * @param device the programme's settings from the enrolment, and the server's clock at the last sync
     * @return the warnings
     * @throws CaptureRefusedException when there are errors
     */
    List<Finding> check(RecordType type, OpKind kind, SortedMap<Path, Value> written, long nowMillis, Device device) {
        var bounds = bounds(nowMillis, device);
        var findings = clientCodes.check(type, written, device, bounds);
        var keyed = keyed(type, written);
        findings.addAll(
                kind == OpKind.OP_KIND_CREATE
                        ? validator.checkCreate(type, keyed, bounds)
                        : validator.checkEdit(type, keyed, bounds));
        if (nowMillis < past(device)) {
            findings.replaceAll(CaptureRules::datesOnlyWarn);
        }
        return warnings(findings);
    }

    /** What records must not hold because a client refused consent. */
    Withheld withheld() {
        return withheld;
    }

    /** A new record, with fields filled in that follow from those the worker entered. */
    Message filled(RecordType type, Message record, LocalDate day) {
        return fillIn.filled(type, record, day);
    }

    /** The rules of client codes. */
    ClientCodeRules clientCodes() {
        return clientCodes;
    }

    /** What the programme allows now, by the tablet's best estimate of the time. */
    Bounds bounds(long nowMillis, Device device) {
        var now = Instant.ofEpochMilli(Math.max(nowMillis, past(device)));
        return Bounds.of(now.atZone(zone(device)).toLocalDate(), programmeStart);
    }

    /** A time that has surely passed, whatever the tablet's clock says. */
    private long past(Device device) {
        return Math.max(
                device.getServerAt(),
                programmeStart.atStartOfDay(zone(device)).toInstant().toEpochMilli());
    }

    private static List<Finding> warnings(List<Finding> findings) {
        if (findings.stream().anyMatch(finding -> !finding.warning())) {
            throw new CaptureRefusedException(findings);
        }
        return findings;
    }

    private static Finding datesOnlyWarn(Finding finding) {
        return DATE_CODES.contains(finding.code())
                ? new Finding(finding.code(), finding.field(), finding.message(), true)
                : finding;
    }

    /** The values as the server will see them: with every client code replaced by its key. */
    private static SortedMap<Path, Value> keyed(RecordType type, SortedMap<Path, Value> values) {
        var keyed = new TreeMap<>(values);
        for (var spec : type.fields()) {
            var keyField = spec.keyField();
            if (spec.kind() == ValueKind.CLIENT_CODE && keyField != null) {
                var code = keyed.remove(Path.field(spec.number()));
                if (code != null) {
                    keyed.put(type.path(keyField), code.isPresent() ? new Value.Bytes(new byte[0]) : Value.absent());
                }
            }
        }
        return keyed;
    }

    private static ZoneId zone(Device device) {
        try {
            return ZoneId.of(device.getTimeZone());
        } catch (DateTimeException unknown) {
            return ZoneOffset.UTC;
        }
    }
}
