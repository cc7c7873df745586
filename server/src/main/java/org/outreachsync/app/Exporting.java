package org.outreachsync.app;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSocketFactory;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.export.channel.Channels;
import org.outreachsync.export.dataset.DataSet;
import org.outreachsync.export.destination.ChannelChoice;
import org.outreachsync.export.destination.Credentials;
import org.outreachsync.export.destination.DestinationReader;
import org.outreachsync.export.destination.Destinations;
import org.outreachsync.export.destination.Removal;
import org.outreachsync.export.destination.Surroundings;
import org.outreachsync.export.format.Format;
import org.outreachsync.export.format.Formats;
import org.outreachsync.export.mapping.MappedFormats;
import org.outreachsync.export.mapping.Mapping;
import org.outreachsync.export.mapping.MappingReview;
import org.outreachsync.export.run.Exports;
import org.outreachsync.identity.Placement;
import org.outreachsync.identity.Sites;
import org.outreachsync.indicator.Regions;
import org.outreachsync.indicator.answer.IndicatorService;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.projection.CellRefresh;

/**
 * What donors get.
 *
 * @param destinations the recipients
 * @param credentials by which their servers know this one
 * @param removal removes recipients
 * @param exports what is made for them
 * @param outbound requests to their servers
 */
public record Exporting(
        Destinations destinations, Credentials credentials, Removal removal, Exports exports, Closing outbound) {

    /** What ends with the server. */
    public interface Closing {

        /** Aborts what is still in flight. */
        void close();
    }

    /** Aborts requests to recipients' servers. */
    void close() {
        outbound.close();
    }

    /** Exports of a programme, for a command beside a server or without one. */
    public static Exporting of(Backend around, ServerConfig config) {
        var programme = around.codes(config.codes());
        var codes = programme.asServed();
        var identities = Identities.over(around, config, () -> codes);
        return UseCases.over(around, config, identities, codes, programme.served(), CellRefresh.Runner.VIRTUAL_THREADS)
                .exporting();
    }

    /** Exports of what is counted. */
    static Exporting over(
            Backend around, ServerConfig config, Identities identities, IndicatorService indicators, CodeLists codes) {
        var limits = around.limits().channels();
        var sealer = around.keys().sealer();
        var credentials =
                new Credentials(around.store(), sealer, around.clock(), limits.destinations(), Channels.credentials());
        var outbound = new Outbound(config.exports(), limits.outbound());
        var channels = new Channels(
                credentials,
                config.exports(),
                config.data(),
                limits,
                () -> (SSLSocketFactory) SSLSocketFactory.getDefault(),
                outbound,
                around.clock(),
                around.random());
        var formats = new DestinationReader.Formats(
                Formats.ALL.stream().map(Format::code).collect(Collectors.toSet()), MappedFormats.CODES);
        var destinations = new Destinations(
                around.store(),
                sealer,
                new DestinationReader(indicators.catalogue(), formats, limits.destinations()),
                new Known(identities.sites(), new Regions(codes), channels, indicators.catalogue(), codes),
                around.clock(),
                limits.destinations());
        var terms = ExportTerms.of(around, config, identities, indicators, codes, destinations, channels);
        var removal = new Removal(destinations, credentials, identities.donorKeys());
        return new Exporting(destinations, credentials, removal, new Exports(around.store(), sealer, terms), outbound);
    }

    private record Known(Sites sites, Regions regions, Channels channels, Catalogue catalogue, CodeLists codes)
            implements Surroundings {

        @Override
        public boolean hasSite(String code) {
            return sites.find(code) != null;
        }

        @Override
        public void checkRegion(String region) {
            regions.checkRegion(
                    "region",
                    region,
                    code -> isPlaced(placement -> placement.region().equals(code)));
        }

        @Override
        public void checkCountry(String country) {
            regions.checkCountry(
                    "country",
                    country,
                    code -> isPlaced(placement -> placement.country().equals(code)));
        }

        private boolean isPlaced(Predicate<Placement> where) {
            return sites.list().stream()
                    .flatMap(site -> site.placements().stream())
                    .anyMatch(where);
        }

        @Override
        public void check(ChannelChoice channel) {
            channels.check(channel);
        }

        @Override
        public List<String> problems(Mapping mapping, List<DataSet> sets) {
            return MappingReview.problems(mapping, sets, catalogue, codes);
        }

        @Override
        public boolean hasMail() {
            return channels.hasMail();
        }
    }
}
