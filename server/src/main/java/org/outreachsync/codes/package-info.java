/**
 * The codes that a programme added of its own: remembers which were served, so that nothing that was recorded by them
 * becomes unreadable. Comes from the file that the operator names, goes to every part that reads code lists. May touch
 * the store and the keys.
 */
@NullMarked
package org.outreachsync.codes;

import org.jspecify.annotations.NullMarked;
