/**
 * Writes the table of an export as a file for people or for any program: tidy CSV, workbooks for Excel and LibreOffice,
 * and a page in PDF. These formats need no mapping to another system's codes. Start with
 * {@link org.outreachsync.export.format.Format}.
 */
@NullMarked
package org.outreachsync.export.format;

import org.jspecify.annotations.NullMarked;
