/** Tests of the formats: each file is read by a reader of another maker than its writer. */
@NullMarked
package org.outreachsync.export.format;

import org.jspecify.annotations.NullMarked;
