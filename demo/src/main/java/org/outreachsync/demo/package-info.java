/**
 * One command that shows a week of outreach, from the tablets to the donor's report.
 */
@NullMarked
package org.outreachsync.demo;

import org.jspecify.annotations.NullMarked;
