package org.outreachsync.export.destination;

import org.jspecify.annotations.Nullable;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.targets.Area;
import org.outreachsync.yaml.Yaml;
import org.outreachsync.yaml.YamlFile;

/** Checks what a document that was read names beside the catalogue: places, and the settings of its channel. */
final class SavingCheck {

    private final Surroundings surroundings;

    SavingCheck(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * Checks a destination.
     *
     * @throws org.outreachsync.yaml.YamlException if it names something that is not there, naming the line
     */
    void check(String file, Destination destination) {
        var members = YamlFile.parse(file, destination.document()).byName();
        var sets = members.get("data_sets");
        if (sets != null) {
            sets.items().forEach(this::places);
        }
        orgUnits(members.get("mapping"));
        mapping(members.get("mapping"), destination);
        var told = members.get("notify");
        if (told != null && !destination.notified().isEmpty() && !surroundings.hasMail()) {
            throw told.wrong("nobody can be told by e-mail before OUTREACH_MAIL_HOST is set");
        }
        var channel = members.get("channel");
        if (channel != null) {
            try {
                surroundings.check(destination.channel());
            } catch (IllegalArgumentException unusable) {
                throw channel.wrong(String.valueOf(unusable.getMessage()));
            }
        }
    }

    private void mapping(@Nullable Yaml written, Destination destination) {
        var mapping = destination.mapping();
        if (written != null && mapping != null) {
            var problems = surroundings.problems(mapping, destination.dataSets());
            if (!problems.isEmpty()) {
                throw written.wrong(String.join("; ", problems));
            }
        }
    }

    private void places(Yaml set) {
        var members = set.byName();
        var sites = members.get("sites");
        if (sites != null) {
            sites.items().forEach(site -> place(site, new Area(Area.Level.SITE, site.text())));
        }
        var region = members.get("region");
        if (region != null) {
            place(region, new Area(Area.Level.REGION, region.text()));
        }
        var country = members.get("country");
        if (country != null) {
            place(country, new Area(Area.Level.COUNTRY, country.text()));
        }
    }

    private void orgUnits(@Nullable Yaml mapping) {
        if (mapping == null || mapping.isText()) {
            return;
        }
        var units = mapping.byName().get("org_units");
        if (units != null) {
            units.byName().forEach((area, unit) -> place(unit, Area.of(area)));
        }
    }

    private void place(Yaml at, Area area) {
        try {
            switch (area.level()) {
                case SITE -> {
                    if (!surroundings.hasSite(area.code())) {
                        throw at.wrong("there is no site " + area.code());
                    }
                }
                case REGION -> surroundings.checkRegion(area.code());
                case COUNTRY -> surroundings.checkCountry(area.code());
            }
        } catch (RefusedException unknown) {
            throw at.wrong(String.valueOf(unknown.getMessage()));
        }
    }
}
