package org.outreachsync.export.destination;

import org.jspecify.annotations.Nullable;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.targets.Area;
import org.outreachsync.yaml.Mistakes;
import org.outreachsync.yaml.Yaml;
import org.outreachsync.yaml.YamlException;
import org.outreachsync.yaml.YamlFile;

/** Checks what a document that was read names beside the catalogue: places, and the settings of its channel. */
final class SavingCheck {

    private final Surroundings surroundings;

    SavingCheck(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * Checks the places that a document names.
     *
     * @throws YamlException if some are not there, naming the lines
     */
    void places(String file, String document) {
        var members = YamlFile.parse(file, document).byName();
        var mistakes = new Mistakes();
        var sets = members.get("data_sets");
        if (sets != null) {
            sets.items().forEach(set -> mistakes.check(() -> places(set)));
        }
        mistakes.check(() -> orgUnits(members.get("mapping")));
        mistakes.throwIfAny();
    }

    /**
     * Checks the settings of a destination.
     *
     * @throws YamlException if some cannot be used, naming the lines
     */
    void settings(String file, Destination destination) {
        var members = YamlFile.parse(file, destination.document()).byName();
        var mistakes = new Mistakes();
        mistakes.check(() -> mapping(members.get("mapping"), destination));
        mistakes.check(() -> notices(members.get("notify"), destination));
        mistakes.check(() -> channel(members.get("channel"), destination));
        mistakes.throwIfAny();
    }

    private void notices(@Nullable Yaml told, Destination destination) {
        if (told != null && !destination.notified().isEmpty() && !surroundings.hasMail()) {
            throw told.wrong("nobody can be told by e-mail before OUTREACH_MAIL_HOST is set");
        }
    }

    private void channel(@Nullable Yaml channel, Destination destination) {
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
            var mistakes = new Mistakes();
            surroundings
                    .problems(mapping, destination.dataSets())
                    .forEach(problem -> mistakes.check(() -> {
                        throw written.wrong(problem);
                    }));
            mistakes.throwIfAny();
        }
    }

    private void places(Yaml set) {
        var members = set.byName();
        var mistakes = new Mistakes();
        var sites = members.get("sites");
        if (sites != null) {
            sites.items().forEach(site -> mistakes.check(() -> place(site, new Area(Area.Level.SITE, site.text()))));
        }
        var region = members.get("region");
        if (region != null) {
            mistakes.check(() -> place(region, new Area(Area.Level.REGION, region.text())));
        }
        var country = members.get("country");
        if (country != null) {
            mistakes.check(() -> place(country, new Area(Area.Level.COUNTRY, country.text())));
        }
        mistakes.throwIfAny();
    }

    private void orgUnits(@Nullable Yaml mapping) {
        if (mapping == null || mapping.isText()) {
            return;
        }
        var units = mapping.byName().get("org_units");
        if (units != null) {
            var mistakes = new Mistakes();
            units.byName().forEach((area, unit) -> mistakes.check(() -> orgUnit(area, unit)));
            mistakes.throwIfAny();
        }
    }

    private void orgUnit(String written, Yaml unit) {
        Area area;
        try {
            area = Area.of(written);
        } catch (RefusedException notAnArea) {
            // The reader of the mapping says so.
            return;
        }
        place(unit, area);
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
