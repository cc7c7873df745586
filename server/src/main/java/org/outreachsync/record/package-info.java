/**
 * What the projectors make of the log, record by record: {@link org.outreachsync.record.RecordStore} holds the records,
 * {@link org.outreachsync.record.ReviewStore} what supervisors should look at,
 * {@link org.outreachsync.record.QuarantineStore} the ops that broke a rule, and
 * {@link org.outreachsync.record.RecordWatermarks} how far these have come. Pull, the inboxes and the counting of cells
 * read from here.
 */
@NullMarked
package org.outreachsync.record;

import org.jspecify.annotations.NullMarked;
