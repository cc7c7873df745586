/**
 * Every secret of the server: sealing what is stored, and turning client codes into pseudonyms. From the edge of the
 * domain, to its stores. May touch Tink, which nobody else may, and the store, which remembers its keysets.
 */
@NullMarked
package org.outreachsync.keys;

import org.jspecify.annotations.NullMarked;
