package org.outreachsync.indicator.naive;

import com.google.protobuf.Message;

/**
 * Something that happened, as its record will say it.
 *
 * @param site where
 * @param day days since 1970
 * @param record what
 */
record Act(String site, int day, Message record) {}
