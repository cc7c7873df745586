package org.outreachsync.simulation;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import org.outreachsync.keys.Keyring;

/**
 * Always the same keys, of no worth to anybody: client keys decide the order of things, and a seed must give the same
 * run everywhere.
 */
final class FixedKeys {

    static final Keyring KEYS = keys();

    private FixedKeys() {}

    private static Keyring keys() {
        try {
            return Keyring.open(
                    Path.of(Objects.requireNonNull(Simulation.class.getResource("keys"))
                            .toURI()),
                    false);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
