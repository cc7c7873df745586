package org.outreachsync.app;

import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.catalogue.CatalogueReader;
import org.outreachsync.wire.CodeListReader;
import org.outreachsync.wire.WireContract;

/** The indicators of this version over its own code lists. They are read once, since they do not change. */
final class PublishedCatalogue {

    private static final Catalogue CATALOGUE =
            CatalogueReader.read(WireContract.contract(), CodeListReader.published(), null);

    private PublishedCatalogue() {}

    static Catalogue get() {
        return CATALOGUE;
    }
}
