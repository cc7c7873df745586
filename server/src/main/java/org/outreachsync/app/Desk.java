package org.outreachsync.app;

import java.time.InstantSource;
import java.time.LocalDate;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.config.ServerConfig.Programme;

/**
 * What an admin command works on.
 *
 * @param identities sites, devices, codes and people
 * @param programme what is the programme's own
 * @param clock says which day it is
 */
record Desk(Identities identities, Programme programme, InstantSource clock) {

    static Desk over(Surroundings around, ServerConfig config) {
        return new Desk(Identities.over(around, config), config.programme(), around.clock());
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), programme.zone());
    }
}
