package org.outreachsync.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.outreachsync.app.UseCases;
import org.outreachsync.cli.Arguments.UsageException;
import org.outreachsync.export.dataset.DataSetReader;
import org.outreachsync.export.dhis2.Metadata;
import org.outreachsync.export.dhis2.Uid;
import org.outreachsync.export.mapping.MetadataImport;
import org.outreachsync.export.mapping.OrgUnitLines;
import org.outreachsync.export.mapping.WhoPackage;
import org.outreachsync.targets.Area;
import org.outreachsync.yaml.YamlException;
import org.outreachsync.yaml.YamlFile;

/** The admin command that drafts how an export goes to a DHIS2. It writes a document for a person to look at. */
final class DestinationMapCommand {

    static final List<Command> ALL = List.of(Command.of(
            "destination map",
            "Drafts the mapping of a destination to DHIS2, or a whole destination for the WHO package; prints it.",
            DestinationMapCommand::run,
            Parameters.flag("who", "The destination for the WHO package HIV prevention, whose mapping is ready."),
            Parameters.optionalFile(
                    "destination", "A destination whose data sets are mapped, by the codes of the metadata."),
            Parameters.optionalFile("metadata", "A metadata export of the DHIS2, in JSON."),
            Parameters.optionalFile(
                    "org-units", "Lines such as OSH-1 = ImspTQPwCqd; with --metadata also the code of an org unit."),
            Parameters.option("code", "CODE", "The code of the destination for the WHO package; WHO-HIV if left out."),
            Parameters.option("publisher", "TEXT", "The programme, as the recipient of the WHO package knows it.")));

    private static final String WHO_CODE = "WHO-HIV";

    private DestinationMapCommand() {}

    private static void run(Arguments arguments, Desk desk, PrintStream out) {
        var metadata = metadata(arguments);
        if (arguments.has("who") == (arguments.option("destination") != null)) {
            throw new UsageException("Give --who, or --destination with the file of a destination.");
        }
        if (arguments.has("who")) {
            out.print(WhoPackage.read()
                    .destination(
                            arguments.option("code", WHO_CODE),
                            arguments.need("publisher"),
                            orgUnits(arguments, metadata),
                            defaultCombo(metadata, desk)));
            return;
        }
        if (metadata == null) {
            throw new UsageException("--destination needs --metadata, whose codes it is matched with.");
        }
        draft(arguments, desk, metadata, out);
    }

    private static void draft(Arguments arguments, Desk desk, Metadata metadata, PrintStream out) {
        var file = arguments.need("destination");
        var destination = YamlFile.parse(file, text(file)).byName();
        var sets = destination.get("data_sets");
        if (sets == null) {
            throw new UsageException(file + " has no \"data_sets\".");
        }
        var codes = desk.backend().codes(desk.config().codes()).known();
        var catalogue = UseCases.catalogue(desk.config(), codes);
        var areas = new ArrayList<Area>();
        desk.identities().sites().list().forEach(site -> areas.add(new Area(Area.Level.SITE, site.code())));
        var draft = MetadataImport.of(
                metadata,
                new DataSetReader(
                                catalogue,
                                desk.backend()
                                        .limits()
                                        .channels()
                                        .destinations()
                                        .dataSets())
                        .read(sets),
                areas,
                catalogue,
                codes);
        out.print(draft.mapping());
        draft.unmatched().forEach(one -> desk.notes().println("not matched: " + one));
    }

    private static Uid defaultCombo(@Nullable Metadata metadata, Desk desk) {
        if (metadata == null) {
            return WhoPackage.DEFAULT_COMBO;
        }
        return metadata.defaultCombo().orElseGet(() -> {
            desk.notes().println("not matched: the default combo; that of a new DHIS2 is used");
            return WhoPackage.DEFAULT_COMBO;
        });
    }

    private static Map<Area, Uid> orgUnits(Arguments arguments, @Nullable Metadata metadata) {
        var file = arguments.need("org-units");
        return OrgUnitLines.read(file, text(file), metadata);
    }

    private static @Nullable Metadata metadata(Arguments arguments) {
        var file = arguments.option("metadata");
        if (file == null) {
            return null;
        }
        var metadata = new Metadata();
        try (var in = new BufferedInputStream(Files.newInputStream(Path.of(file)))) {
            metadata.add(in);
        } catch (Metadata.NotReadableException unusable) {
            throw new YamlException(file, String.valueOf(unusable.getMessage()));
        } catch (IOException unreadable) {
            throw new YamlException(file, "the file cannot be read");
        }
        return metadata;
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException unreadable) {
            throw new YamlException(file, "the file cannot be read");
        }
    }
}
