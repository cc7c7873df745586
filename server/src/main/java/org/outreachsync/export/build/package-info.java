/** Builds exports: counts, makes safe, and puts the tables together that every format is written from. */
@NullMarked
package org.outreachsync.export.build;

import org.jspecify.annotations.NullMarked;
