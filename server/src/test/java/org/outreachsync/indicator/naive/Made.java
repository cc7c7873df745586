package org.outreachsync.indicator.naive;

import com.google.protobuf.Message;
import org.outreachsync.model.RecordId;

/**
 * A record that some tablet of a site has made.
 *
 * @param by the tablet
 * @param day as it was filed first
 * @param record as it was first
 */
record Made(RecordId id, Tablet by, int day, Message record) {}
