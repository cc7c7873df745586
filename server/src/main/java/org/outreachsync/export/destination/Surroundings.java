package org.outreachsync.export.destination;

import java.util.List;
import org.outreachsync.export.dataset.DataSet;
import org.outreachsync.export.mapping.Mapping;

/** What a destination that is saved may name. Each check is made when it is saved, and not again. */
public interface Surroundings {

    /** Whether there is a site. */
    boolean hasSite(String code);

    /**
     * Checks that a region exists.
     *
     * @throws org.outreachsync.refusal.RefusedException PARAMETER if not
     */
    void checkRegion(String region);

    /**
     * Checks that a country has regions.
     *
     * @throws org.outreachsync.refusal.RefusedException PARAMETER if not
     */
    void checkCountry(String country);

    /**
     * Checks that the server offers a channel, and that its settings can be used.
     *
     * @throws IllegalArgumentException if not; the message says why, without secrets
     */
    void check(ChannelChoice channel);

    /** What a mapping lacks for data sets, or has without use, in words; empty for nothing. */
    List<String> problems(Mapping mapping, List<DataSet> sets);

    /** Whether people can be told by e-mail. */
    boolean hasMail();
}
