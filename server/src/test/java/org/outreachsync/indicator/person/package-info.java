@NullMarked
package org.outreachsync.indicator.person;

import org.jspecify.annotations.NullMarked;
