/** Tests of mappings, and of the files that are written by them. */
@NullMarked
package org.outreachsync.export.mapping;

import org.jspecify.annotations.NullMarked;
