package org.outreachsync.projection;

import org.outreachsync.indicator.person.Persons;
import org.outreachsync.record.QuarantineStore;
import org.outreachsync.record.RecordStore;
import org.outreachsync.record.RecordWatermarks;
import org.outreachsync.record.SitePersons;
import org.outreachsync.store.DocumentStore;

/**
 * What the log is projected onto.
 *
 * @param store the store of all of them, which writes them together
 * @param persons of all sites
 * @param isReplay whether the store is a temporary one, which the persons are not in
 */
public record Projected(
        DocumentStore store,
        RecordStore records,
        QuarantineStore quarantine,
        Persons persons,
        SitePersons sitePersons,
        RecordWatermarks watermarks,
        boolean isReplay) {}
