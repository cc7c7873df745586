/**
 * Where exports go: {@link org.outreachsync.export.destination.Destination} says which figures, how protected, in which
 * formats, how often and by which way. A person writes it as one YAML or JSON document.
 */
@NullMarked
package org.outreachsync.export.destination;

import org.jspecify.annotations.NullMarked;
