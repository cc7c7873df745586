package org.outreachsync.export.destination;

import java.util.List;
import org.outreachsync.export.dataset.DataSet;
import org.outreachsync.export.mapping.Mapping;

/** Surroundings in which there is every place, and every channel works. */
public enum Anywhere implements Surroundings {
    ANYWHERE;

    @Override
    public boolean hasSite(String code) {
        return true;
    }

    @Override
    public void checkRegion(String region) {}

    @Override
    public void checkCountry(String country) {}

    @Override
    public void check(ChannelChoice channel) {}

    @Override
    public List<String> problems(Mapping mapping, List<DataSet> sets) {
        return List.of();
    }

    @Override
    public boolean hasMail() {
        return true;
    }
}
