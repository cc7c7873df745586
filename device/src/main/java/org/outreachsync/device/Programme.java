package org.outreachsync.device;

import java.time.LocalDate;
import org.outreachsync.model.Contract;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.wire.CodeListReader;
import org.outreachsync.wire.WireContract;

/**
 * The rules that an app was built with.
 *
 * @param contract the record types
 * @param codes the code lists
 * @param start events before this day are refused
 */
public record Programme(Contract contract, CodeLists codes, LocalDate start) {

    /** The contract and code lists that come with this version. */
    public static Programme of(LocalDate start) {
        return new Programme(WireContract.contract(), CodeListReader.published(), start);
    }
}
