/**
 * Every secret of the server: sealing what is stored, and turning client codes into pseudonyms. From the edge of the
 * domain, to its stores. May touch Tink and the model; nobody else touches Tink.
 */
@NullMarked
package org.outreachsync.keys;

import org.jspecify.annotations.NullMarked;
