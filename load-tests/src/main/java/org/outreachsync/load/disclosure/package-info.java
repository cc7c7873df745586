/**
 * Measures what it costs to make tables of counts safe. Start at
 * {@link org.outreachsync.load.disclosure.DisclosureBench}.
 */
@NullMarked
package org.outreachsync.load.disclosure;

import org.jspecify.annotations.NullMarked;
