package org.outreachsync.export.format;

import java.util.function.Function;
import org.outreachsync.export.table.Line;

/**
 * A column of a sheet.
 *
 * @param heading its name
 * @param width in characters
 * @param cell its content for a line
 */
record Column(String heading, int width, Function<Line, Cell> cell) {}
