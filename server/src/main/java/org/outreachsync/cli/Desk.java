package org.outreachsync.cli;

import java.io.PrintStream;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.outreachsync.app.Backend;
import org.outreachsync.app.Exporting;
import org.outreachsync.app.Identities;
import org.outreachsync.app.UseCases;
import org.outreachsync.config.Limits;
import org.outreachsync.config.ProgrammeSettings;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.targets.Targets;

/** The resources of an admin command. */
final class Desk {

    private final Backend backend;
    private final ServerConfig config;
    private final PrintStream notes;
    private final Identities identities;
    private @Nullable CodeLists codes;
    private @Nullable Exporting exporting;

    /**
     * The desk of one command.
     *
     * @param notes for messages to a person, which do not belong into redirected output
     */
    Desk(Backend backend, ServerConfig config, PrintStream notes) {
        this.backend = backend;
        this.config = config;
        this.notes = notes;
        this.identities = Identities.over(backend, config, this::codes);
    }

    /** Store, keys and clock. */
    Backend backend() {
        return backend;
    }

    /** The configuration. */
    ServerConfig config() {
        return config;
    }

    /** For messages to a person. */
    PrintStream notes() {
        return notes;
    }

    /** Tells a person that a command found what it was to bring about. */
    void noteNothingChanged() {
        notes.println("nothing changed: it was so already");
    }

    /** Sites, devices, codes and people. */
    Identities identities() {
        return identities;
    }

    /** Limits of identities. */
    Limits.Identities limits() {
        return backend.limits().identities();
    }

    /** The programme's code lists, read when a command first needs them: most commands work without. */
    private CodeLists codes() {
        var read = codes;
        if (read == null) {
            read = backend.codes(config.codes()).known();
            codes = read;
        }
        return read;
    }

    /** Targets and size estimates. */
    Targets targets() {
        return UseCases.targets(backend, identities.sites(), UseCases.catalogue(config, codes()), codes());
    }

    /** What donors get. */
    Exporting exporting() {
        var known = exporting;
        if (known == null) {
            known = Exporting.of(backend, config);
            exporting = known;
        }
        return known;
    }

    /** Who types the command, as the operating system knows them. */
    String user() {
        return System.getProperty("user.name", "somebody");
    }

    ProgrammeSettings programme() {
        return config.programme();
    }

    LocalDate today() {
        return LocalDate.ofInstant(backend.clock().instant(), programme().zone());
    }
}
