package org.outreachsync.cli;

import java.io.PrintStream;
import java.time.LocalDate;
import org.outreachsync.app.Backend;
import org.outreachsync.app.Counting;
import org.outreachsync.app.Identities;
import org.outreachsync.app.UseCases;
import org.outreachsync.config.ProgrammeSettings;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.indicator.Regions;
import org.outreachsync.targets.Targets;

/**
 * The resources of an admin command.
 *
 * @param identities sites, devices, codes and people
 * @param backend store, keys and clock
 * @param config the configuration
 * @param notes for messages to a person, which do not belong into redirected output
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

    /** The regions in which sites may be placed. */
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
