package org.outreachsync.intake;

import java.time.LocalDate;
import java.util.SortedMap;
import org.outreachsync.model.Path;
import org.outreachsync.model.RecordType;
import org.outreachsync.model.Value;
import org.outreachsync.validate.ResultCode;
import org.outreachsync.validate.Validator;
import org.outreachsync.wire.RecordFormatException;
import org.outreachsync.wire.RecordMapper;
import org.outreachsync.wire.log.v1.LoggedOp;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;

/** Checks what an op writes against the rules of its type and the sites of the programme. */
final class OpCheck {

    private final RecordMapper mapper;
    private final Validator validator;

    OpCheck(RecordMapper mapper, Validator validator) {
        this.mapper = mapper;
        this.validator = validator;
    }

    /**
     * Adds a warning for each doubt.
     *
     * @return the registers that the op writes
     * @throws BadOpException when a rule is broken
     * @throws RecordFormatException when the record cannot be read
     */
    SortedMap<Path, Value> check(BatchContext batch, RecordType type, Op op, LoggedOp.Builder logged)
            throws BadOpException, RecordFormatException {
        var device = batch.device();
        var written = mapper.flatten(op, type.number(), Path.slot(device.no(), device.epoch()));
        var findings = op.getKind() == OpKind.OP_KIND_CREATE
                ? validator.checkCreate(type, written, batch.bounds())
                : validator.checkEdit(type, written, batch.bounds());
        for (var finding : findings) {
            if (!finding.warning()) {
                throw new BadOpException(finding);
            }
            logged.addWarnings(Warnings.of(finding));
        }
        refuseUnknownSites(batch, type, written);
        if (op.getKind() != OpKind.OP_KIND_VOID && op.getEnvelope().hasOccurredOn()) {
            warnWhenNotOpen(batch, LocalDate.ofEpochDay(op.getEnvelope().getOccurredOn()), logged);
        }
        if (logged.getClockSuspect()) {
            logged.addWarnings(Warnings.of(ResultCode.CLOCK_SUSPECT, "occurred_on"));
        }
        return written;
    }

    /** A tablet knows only the codes of its own sites. Text that is not a site code may be a person's name. */
    private static void refuseUnknownSites(BatchContext batch, RecordType type, SortedMap<Path, Value> written)
            throws BadOpException {
        for (var spec : type.sites()) {
            if (written.get(Path.field(spec.number())) instanceof Value.Text site
                    && batch.siteDays().on(site.value(), batch.bounds().today()) == SiteDays.State.UNKNOWN) {
                throw new BadOpException(
                        ResultCode.SITE_UNKNOWN, spec.name(), "The programme has no site of this code.");
            }
        }
    }

    private static void warnWhenNotOpen(BatchContext batch, LocalDate day, LoggedOp.Builder logged) {
        switch (batch.siteDays().on(batch.site(), day)) {
            case NOT_YET -> logged.addWarnings(Warnings.of(ResultCode.SITE_NOT_OPEN, "occurred_on"));
            case CLOSED -> logged.addWarnings(Warnings.of(ResultCode.SITE_CLOSED, "occurred_on"));
            case OPEN, UNKNOWN -> {}
        }
    }
}
