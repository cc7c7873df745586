/**
 * Writes answers for callers. Each class renders the typed answer of a use case in one format:
 * {@link org.outreachsync.render.IndicatorJson} and {@link org.outreachsync.render.IndicatorCsv} stand beside each
 * other over the same {@link org.outreachsync.indicator.answer.IndicatorAnswer}.
 * {@link org.outreachsync.render.JsonMembers} writes JSON objects member by member. Nothing here decides anything,
 * reads the store or knows HTTP.
 */
@NullMarked
package org.outreachsync.render;

import org.jspecify.annotations.NullMarked;
