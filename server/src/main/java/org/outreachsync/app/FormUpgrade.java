package org.outreachsync.app;

import java.util.function.Consumer;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.identity.Site;
import org.outreachsync.keys.KeyCheck;
import org.outreachsync.store.StoreForm;
import org.outreachsync.store.Unfinished;

/**
 * Changes a store in the form before the current one. What is derived from the logs is derived anew, so no server may
 * use the store meanwhile. The form is raised last, so that a run that broke off can be repeated.
 */
public final class FormUpgrade {

    /** The work, as the store names it while it is unfinished. */
    static final String WORK = "./outreach admin upgrade";

    /** Where the version before stored its records. */
    private static final String FORMER_RECORDS = "records";

    private FormUpgrade() {}

    /**
     * Changes a store, if it is in the form before.
     *
     * @param progress receives a line for each step
     */
    public static void run(Backend backend, ServerConfig config, Consumer<String> progress) {
        var store = backend.store();
        if (KeyCheck.isBefore(store, backend.keys())) {
            progress.accept("from form " + StoreForm.BEFORE + " to form " + StoreForm.CURRENT + ", site by site");
            Unfinished.begin(store, WORK);
            derive(backend, config, progress);
            store.drop(FORMER_RECORDS);
            KeyCheck.raise(store);
        }
        if (Unfinished.of(store).equals(WORK)) {
            Unfinished.end(store);
        }
    }

    /**
     * Throws away what is derived from the logs, and derives it again.
     *
     * @param progress receives a line for each site
     */
    public static void derive(Backend backend, ServerConfig config, Consumer<String> progress) {
        var codes = backend.codes(config.codes()).asServed();
        var rebuild =
                backend.engine(codes).cells(UseCases.catalogue(config, codes)).rebuild();
        var sites = Identities.over(backend, config, () -> codes).sites().list().stream()
                .map(Site::code)
                .toList();
        rebuild.forget();
        for (var site : sites) {
            progress.accept("%d of %d  %-32s %d batches"
                    .formatted(sites.indexOf(site) + 1, sites.size(), site, rebuild.derive(site)));
        }
    }
}
