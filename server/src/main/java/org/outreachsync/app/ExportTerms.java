package org.outreachsync.app;

import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.export.build.GroupNames;
import org.outreachsync.export.build.Preparation;
import org.outreachsync.export.channel.Channels;
import org.outreachsync.export.channel.EmailNotice;
import org.outreachsync.export.count.TableCounter;
import org.outreachsync.export.delivery.Outcome;
import org.outreachsync.export.destination.Destinations;
import org.outreachsync.export.outbox.Notices;
import org.outreachsync.export.run.Build;
import org.outreachsync.export.run.SyncedTablets;
import org.outreachsync.export.run.Terms;
import org.outreachsync.export.safety.SafetyTable;
import org.outreachsync.export.safety.Sensitivities;
import org.outreachsync.identity.Device;
import org.outreachsync.identity.Site;
import org.outreachsync.indicator.answer.IndicatorService;
import org.outreachsync.indicator.programme.SitePlaces;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.store.Pages;

/** Puts together what exports are made from. */
final class ExportTerms {

    /** The folder of written files, below that of the data. They can be written again at any time. */
    private static final String FILES = "exports";
    /** The secret by which equal counts are always protected in the same way. */
    private static final String PROTECTION = "protection-of-exports";

    private static final int DEVICES_OF_A_PAGE = 1_000;

    private ExportTerms() {}

    static Terms of(
            Backend around,
            ServerConfig config,
            Identities identities,
            IndicatorService indicators,
            CodeLists codes,
            Destinations destinations,
            Channels channels) {
        var directory = identities.directory();
        var places = new SitePlaces(directory);
        var sexes = codes.get("sex");
        var catalogue = indicators.catalogue();
        var preparation = new Preparation(
                new TableCounter(
                        indicators,
                        () -> directory.now().keySet(),
                        around.limits().channels().exports().countedWithin()),
                Sensitivities.published(catalogue.measures().keySet()),
                () -> new SafetyTable.Programme(
                        places.now(),
                        directory.now().keySet(),
                        id -> Objects.requireNonNull(sexes.byId(id)).code(),
                        catalogue::ageScheme,
                        catalogue.inclusions(),
                        around.limits().channels().exports().relatedMax()),
                new GroupNames(
                        codes,
                        code -> Optional.ofNullable(directory.byCode().get(code))
                                .map(Site::name)),
                HexFormat.of().parseHex(around.keys().sealer().name(PROTECTION, List.of())));
        return new Terms(
                destinations,
                preparation::of,
                new SyncedTablets(
                        () -> Pages.all(1, DEVICES_OF_A_PAGE, identities.devices()::list, Device::no, Device::id),
                        () -> directory.now().keySet(),
                        places),
                channels::of,
                channels::check,
                notices(channels),
                catalogue,
                new Build(
                        Build.hash(Sensitivities.publishedText()),
                        catalogue.fingerprint(),
                        Build.writtenFormats(),
                        version(),
                        Runtime.version().toString()),
                config.data().resolve(FILES),
                config.programme().zone(),
                around.clock(),
                around.random(),
                config.exports().recounted(),
                around.limits().channels().exports());
    }

    private static Notices notices(Channels channels) {
        return (destination, parcel, kind) -> {
            Optional<EmailNotice> notice = channels.notices(destination);
            if (notice.isEmpty()) {
                return new Outcome.Delivered("Nobody is to be told.");
            }
            return switch (kind) {
                case READY -> notice.get().deliver(parcel);
                case NEEDS_APPROVAL -> notice.get().tellOfRestatement(parcel);
                case EXPIRED -> notice.get().tellOfExpiry(parcel);
                case OWNER_HELPS -> notice.get().tellOfFailure(parcel, Outcome.HelpFrom.OWNER);
                case FAR_SIDE_HELPS -> notice.get().tellOfFailure(parcel, Outcome.HelpFrom.FAR_SIDE);
            };
        };
    }

    private static String version() {
        @Nullable String packaged = ExportTerms.class.getPackage().getImplementationVersion();
        return packaged == null ? "development" : packaged;
    }
}
