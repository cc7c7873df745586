package org.outreachsync.app;

import java.util.List;
import java.util.function.Consumer;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.identity.Site;
import org.outreachsync.keys.KeyCheck;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.StoreForm;
import org.outreachsync.store.Unfinished;

/**
 * Changes a store in an earlier form into the current one. What is derived from the logs is derived anew, persons get
 * other numbers, and no server may use the store meanwhile. The form is raised last, so that a run that broke off can
 * be repeated.
 */
public final class FormUpgrade {

    /** The work, as the store names it while it is unfinished. */
    static final String WORK = "./outreach admin upgrade";

    /** Deriving everything anew in the current form, as a store names it while it is unfinished. */
    public static final String REPLAY = "./outreach admin replay";

    /** Where earlier versions stored records, and persons with their pseudonyms. */
    private static final List<String> FORMER = List.of("records", "persons");

    private FormUpgrade() {}

    /**
     * Changes a store, if it is in an earlier form. A replay that was broken off need not be repeated first, since an
     * upgrade derives everything, too.
     *
     * @param progress receives a line for each step
     * @return whether there was anything to do
     */
    public static boolean run(Backend backend, ServerConfig config, Consumer<String> progress) {
        var store = backend.store();
        var earlier = KeyCheck.earlierForm(store, backend.keys());
        if (earlier.isPresent()) {
            progress.accept("from form " + earlier.getAsLong() + " to form " + StoreForm.CURRENT + ", site by site");
            refuseWithoutSnapshots(store);
            Unfinished.takeOver(store, REPLAY, WORK);
            Unfinished.begin(store, WORK, backend.random());
            backend.engine(backend.codes(config.codes()).asServed()).forgetPersons();
            derive(backend, config, progress);
            FORMER.forEach(store::drop);
            KeyCheck.raise(store);
        }
        boolean isUnfinished = Unfinished.of(store).equals(WORK);
        if (isUnfinished) {
            Unfinished.end(store);
        }
        return isUnfinished;
    }

    /** Before anything is changed. */
    private static void refuseWithoutSnapshots(DocumentStore store) {
        store.snapshot().close();
    }

    /**
     * Throws away what is derived from the logs, and derives it again. The numbers of persons stay.
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
