/**
 * Gives persons small numbers for the sets that count them, and stores what their client codes say. Start at
 * {@link org.outreachsync.indicator.person.Persons}.
 */
@NullMarked
package org.outreachsync.indicator.person;

import org.jspecify.annotations.NullMarked;
