package org.outreachsync.export.exchange;

/**
 * Sends one request to one recipient's server, as one account. Address and credentials belong to the implementation, so
 * that no request holds them.
 */
@FunctionalInterface
public interface Exchange {

    /**
     * Sends a request and waits for the answer. Never follows a redirect and never repeats the request.
     *
     * @return the answer, or why there is none; failures of the network are no exceptions
     */
    Answer send(Request request);
}
