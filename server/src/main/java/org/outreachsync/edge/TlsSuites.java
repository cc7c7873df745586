package org.outreachsync.edge;

import java.util.List;
import java.util.Set;

/**
 * The TLS versions and cipher suites of the HTTP port: only suites with forward secrecy and authenticated encryption,
 * as RFC 9325 recommends. No CBC, no SHA-1, no static RSA. Every tablet with Android 5 or later supports one of them.
 */
final class TlsSuites {

    static final Set<String> PROTOCOLS = Set.of("TLSv1.2", "TLSv1.3");

    /** The best first. */
    static final List<String> ALL = List.of(
            "TLS_AES_256_GCM_SHA384",
            "TLS_AES_128_GCM_SHA256",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");

    private TlsSuites() {}
}
