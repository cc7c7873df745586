/**
 * Enrolment: registers the tablet with the programme, for the first time or again. From a manager's one-time code to
 * the device store. Start at {@link org.outreachsync.device.enrol.Enrolment}.
 */
@NullMarked
package org.outreachsync.device.enrol;

import org.jspecify.annotations.NullMarked;
