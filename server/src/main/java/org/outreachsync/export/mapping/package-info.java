/**
 * Says where the figures of an export belong in DHIS2. {@link org.outreachsync.export.mapping.Mapping} is one versioned
 * document for each destination; {@link org.outreachsync.export.mapping.Mapped} is an export in terms of DHIS2. A
 * figure without a place stops the export: there is never a part of a file.
 */
@NullMarked
package org.outreachsync.export.mapping;

import org.jspecify.annotations.NullMarked;
