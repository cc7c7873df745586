package org.outreachsync.cli;

import java.io.PrintStream;
import java.time.LocalDate;
import org.outreachsync.app.Backend;
import org.outreachsync.app.Counting;
import org.outreachsync.app.Identities;
import org.outreachsync.app.UseCases;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.config.ServerConfig.ProgrammeSettings;
import org.outreachsync.indicator.Regions;
import org.outreachsync.targets.Targets;

/**
 * What an admin command works on.
 *
 * @param identities sites, devices, codes and people
 * @param backend store, keys and clock
 * @param config what the environment says
 * @param notes takes what a person reads and a file that takes the output should not hold
 */
record Desk(Identities identities, Backend backend, ServerConfig config, PrintStream notes) {

    static Desk over(Backend backend, ServerConfig config, PrintStream notes) {
        return new Desk(Identities.over(backend, config), backend, config, notes);
    }

    /** Targets and size estimates. */
    Targets targets() {
        var codes = backend.codes(config.codes()).known();
        return UseCases.targets(backend, Counting.catalogue(config, codes), codes);
    }

    /** Where sites may be placed. */
    Regions regions() {
        return new Regions(backend.codes(config.codes()).known());
    }

    ProgrammeSettings programme() {
        return config.programme();
    }

    LocalDate today() {
        return LocalDate.ofInstant(backend.clock().instant(), programme().zone());
    }
}
