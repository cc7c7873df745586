/**
 * Signs exports so that recipients can check them with OpenSSH, which every system has:
 * {@link org.outreachsync.export.signature.Signer}.
 */
@NullMarked
package org.outreachsync.export.signature;

import org.jspecify.annotations.NullMarked;
