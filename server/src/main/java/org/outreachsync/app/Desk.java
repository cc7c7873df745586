package org.outreachsync.app;

import java.time.InstantSource;
import java.time.LocalDate;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.config.ServerConfig.Programme;
import org.outreachsync.targets.Targets;

/**
 * What an admin command works on.
 *
 * @param identities sites, devices, codes and people
 * @param targets and size estimates
 * @param programme what is the programme's own
 * @param clock says which day it is
 */
record Desk(Identities identities, Targets targets, Programme programme, InstantSource clock) {

    static Desk over(Surroundings around, ServerConfig config) {
        return new Desk(Identities.over(around, config), UseCases.targets(around), config.programme(), around.clock());
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), programme.zone());
    }
}
