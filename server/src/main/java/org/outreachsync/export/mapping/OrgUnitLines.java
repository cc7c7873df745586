package org.outreachsync.export.mapping;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.outreachsync.export.dhis2.Metadata;
import org.outreachsync.export.dhis2.Uid;
import org.outreachsync.targets.Area;
import org.outreachsync.yaml.YamlException;

/** Reads a list of sites with their org units: {@code OSH-1 = ImspTQPwCqd}, one a line. */
public final class OrgUnitLines {

    private OrgUnitLines() {}

    /**
     * Reads a list. Empty lines and lines that begin with # are passed over.
     *
     * @param file its name, for messages
     * @param metadata in which codes of org units are looked up; null if the list names identifiers
     * @throws YamlException if a line is wrong, naming it
     */
    public static Map<Area, Uid> read(String file, String text, @Nullable Metadata metadata) {
        var units = new LinkedHashMap<Area, Uid>();
        var lines = text.lines().toList();
        for (int at = 0; at < lines.size(); at++) {
            var line = lines.get(at).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                var place = file + ":" + (at + 1);
                int equals = line.indexOf('=');
                if (equals < 1) {
                    throw new YamlException(place, "a site, an equals sign and an org unit are expected");
                }
                var site = line.substring(0, equals).strip();
                var unit = unit(line.substring(equals + 1).strip(), place, metadata);
                if (units.containsValue(unit)) {
                    throw new YamlException(place, "two sites have the org unit " + unit);
                }
                if (units.put(new Area(Area.Level.SITE, site), unit) != null) {
                    throw new YamlException(place, "the site " + site + " is there twice");
                }
            }
        }
        return units;
    }

    private static Uid unit(String written, String place, @Nullable Metadata metadata) {
        if (metadata != null) {
            return metadata.orgUnit(written)
                    .orElseThrow(() -> new YamlException(
                            place, "the metadata has no org unit " + written + ", or several of this code"));
        }
        if (!Uid.isUid(written)) {
            throw new YamlException(
                    place,
                    "\"" + written
                            + "\" is no identifier of DHIS2: a letter and ten letters or digits. Codes need --metadata.");
        }
        return new Uid(written);
    }
}
