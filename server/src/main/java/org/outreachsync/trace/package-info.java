/**
 * Traces of what a server does. Each request, and each piece of background work, has a trace id, which every line of
 * the log names that it causes. A collector of traces receives spans where the standard variables of OpenTelemetry name
 * one. Spans say how long what took; they name no caller, no site and no content.
 */
@NullMarked
package org.outreachsync.trace;

import org.jspecify.annotations.NullMarked;
