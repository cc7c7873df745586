/**
 * Tables of sites, people and targets that somebody keeps in a spreadsheet. From files of CSV to sites, people and
 * targets: reads and checks all rows, compares them with what is stored, then writes what differs. Touches those three
 * and files, no network.
 */
@NullMarked
package org.outreachsync.sheet;

import org.jspecify.annotations.NullMarked;
