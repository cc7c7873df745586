package org.outreachsync.export.mapping;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.outreachsync.export.dhis2.Uid;
import org.outreachsync.targets.Area;
import org.outreachsync.yaml.Yaml;
import org.outreachsync.yaml.YamlFile;

/**
 * The ready mapping for the WHO package "HIV prevention" of DHIS2. A programme that runs the package adds its org units
 * and nothing else.
 */
public final class WhoPackage {

    /** The default combo of a new DHIS2 server, which the package is made for. */
    public static final Uid DEFAULT_COMBO = new Uid("HllvX50cXC0");

    private static final String RESOURCE = "/outreach/exports/who-hiv-prevention.yaml";
    private static final String FILE = "who-hiv-prevention.yaml";
    private static final String DATA_SETS = "\ndata_sets:\n";
    private static final String ORG_UNITS = "\n  org_units: {}\n";
    private static final String NOT_FILLED = "\n# What is not filled.";

    private final String text;
    private final Yaml.Entries members;

    private WhoPackage(String text) {
        this.text = text;
        this.members = YamlFile.parse(FILE, text).entries(Set.of("data_sets", "mapping", "not_filled"));
    }

    /** Reads it. */
    public static WhoPackage read() {
        try (var in = Objects.requireNonNull(WhoPackage.class.getResourceAsStream(RESOURCE))) {
            return new WhoPackage(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Its data sets, as a destination names them. */
    public Yaml dataSets() {
        return members.need("data_sets");
    }

    /** Its mapping, without org units. */
    public Mapping mapping() {
        return MappingReader.read(members.need("mapping"));
    }

    /**
     * The document of a destination that reports the package.
     *
     * @param code the code of the destination
     * @param publisher the programme, as the recipient knows it
     * @param orgUnits the org unit of each site
     * @param defaultCombo the default combo of the DHIS2 server, usually {@link #DEFAULT_COMBO}
     */
    public String destination(String code, String publisher, Map<Area, Uid> orgUnits, Uid defaultCombo) {
        var units = new StringBuilder("\n  org_units:\n");
        orgUnits.forEach((area, unit) ->
                units.append("    \"").append(area).append("\": ").append(unit).append('\n'));
        var body = text.substring(text.indexOf(DATA_SETS) + 1, text.indexOf(NOT_FILLED) + 1)
                .replace(ORG_UNITS, orgUnits.isEmpty() ? ORG_UNITS : units.toString())
                .replace(DEFAULT_COMBO.text(), defaultCombo.text());
        return """
                # Reports the WHO package "HIV prevention". Small counts are left out, since DHIS2 takes numbers and no ranges.
                code: %s
                title: {en: "HIV prevention, WHO package", ru: "Профилактика ВИЧ, пакет ВОЗ"}
                publisher: %s
                policy: {kind: suppress}
                formats: [dhis2_json]

                %s""".formatted(code, MappingText.quoted(publisher), body);
    }
}
