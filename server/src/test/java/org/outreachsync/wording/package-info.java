/**
 * What the published texts that people read keep to in every language, and the page that shows them to whoever checks
 * them.
 */
@NullMarked
package org.outreachsync.wording;

import org.jspecify.annotations.NullMarked;
