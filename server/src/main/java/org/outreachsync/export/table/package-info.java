/**
 * The table of an export, as recipients get it: which figures it has, and what is told of each. Every format of an
 * export is written from the same {@link org.outreachsync.export.table.ExportTable}, so formats cannot disagree.
 */
@NullMarked
package org.outreachsync.export.table;

import org.jspecify.annotations.NullMarked;
