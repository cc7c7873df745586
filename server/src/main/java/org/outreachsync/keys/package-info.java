/**
 * Every secret of the server: sealing what is stored, and turning client codes into pseudonyms. Called by intake and by
 * the stores. The only package that uses Tink; also uses the store, which remembers its keysets. Start at
 * {@link org.outreachsync.keys.Keyring}.
 */
@NullMarked
package org.outreachsync.keys;

import org.jspecify.annotations.NullMarked;
