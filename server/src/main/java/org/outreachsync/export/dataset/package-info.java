/**
 * Which figures an export reports: {@link org.outreachsync.export.dataset.DataSet} names indicators, breakdowns, areas
 * and how often. Data sets are fixed when a destination is saved: there are no free filters for recipients.
 */
@NullMarked
package org.outreachsync.export.dataset;

import org.jspecify.annotations.NullMarked;
