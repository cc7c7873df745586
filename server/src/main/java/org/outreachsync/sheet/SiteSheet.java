package org.outreachsync.sheet;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.outreachsync.identity.Placement;
import org.outreachsync.identity.Site;
import org.outreachsync.identity.Sites;
import org.outreachsync.refusal.RefusedException;

/**
 * A table of sites: one row for each placement of a site, in order. A site without placements has one row with code and
 * name only.
 */
final class SiteSheet {

    static final String CLOSED_ON = "closed_on";
    private static final Set<String> OF_A_PLACEMENT =
            Stream.concat(Placement.FIELDS.stream(), Stream.of(CLOSED_ON)).collect(Collectors.toUnmodifiableSet());
    static final Sheet.Columns COLUMNS = new Sheet.Columns(Set.of("code", "name"), OF_A_PLACEMENT);

    private final Sites sites;
    private final LocalDate start;
    private final Faults faults;
    private final Differences differences;
    private final Map<String, Site> stored = new HashMap<>();
    private int added;

    /**
     * Sites to compare with.
     *
     * @param start the first day of a placement that names none
     */
    SiteSheet(Sites sites, LocalDate start, Faults faults, Differences differences) {
        this.sites = sites;
        this.start = start;
        this.faults = faults;
        this.differences = differences;
        sites.list().forEach(site -> stored.put(site.code(), site));
    }

    /** Compares all rows. Returns the codes of all sites after the import. */
    Set<String> compare(List<Sheet.Row> rows) {
        var bySite = new LinkedHashMap<String, List<Sheet.Row>>();
        rows.forEach(row -> bySite.computeIfAbsent(row.text("code"), unseen -> new ArrayList<>())
                .add(row));
        bySite.values().forEach(this::site);
        if (added > sites.room()) {
            faults.add(rows.getFirst().file(), "There is room for " + sites.room() + " more sites.");
        }
        return bySite.keySet();
    }

    private void site(List<Sheet.Row> rows) {
        var first = rows.getFirst();
        var code = first.text("code");
        var name = first.text("name");
        rows.stream()
                .filter(row -> !row.text("name").equals(name))
                .forEach(row -> faults.add(row, "name", "The site has another name in line " + first.line() + "."));
        var site = stored.get(code);
        try {
            sites.check(code, name);
        } catch (RefusedException refused) {
            faults.add(first, "code", refused);
            return;
        }
        if (site != null && !site.name().equals(name)) {
            faults.add(first, "name", "The site is called \"" + site.name() + "\"; an import renames nothing.");
        }
        var now = site;
        for (var row : rows) {
            try {
                now = now == null ? opened(row, code, name) : moved(row, now, row.equals(rows.getLast()));
            } catch (RefusedException refused) {
                faults.add(row, "from", refused);
                return;
            }
        }
    }

    private Site opened(Sheet.Row row, String code, String name) {
        var first = placement(row);
        if (first != null) {
            sites.check(first);
        }
        added++;
        differences.add(
                "new     site " + code + " \"" + name + "\"" + (first == null ? "" : ", " + where(first)),
                () -> sites.add(code, name, first));
        var site = new Site(code, name, Instant.EPOCH, first == null ? List.of() : List.of(first));
        return first == null ? site : ended(row, site, first);
    }

    private Site moved(Sheet.Row row, Site site, boolean isLast) {
        var next = placement(row);
        if (next == null) {
            differences.same();
            return site;
        }
        var before = beginningOn(site, next.from());
        if (before != null && isSame(before, next)) {
            if (!row.has(CLOSED_ON)) {
                if (isLast
                        && before.until() != null
                        && before.equals(site.placements().getLast())) {
                    differences.note(row, "site " + site.code() + " is closed on " + before.until() + ", and stays so");
                }
                differences.same();
                return site;
            }
            differences.same();
            return ended(row, site, next);
        }
        sites.check(next);
        var after = site.placed(next);
        var until = after.placements().getLast().until();
        var closed = until == null || row.has(CLOSED_ON) ? "" : ", closed on " + until + " as before";
        differences.add(
                change(site, next, before) + closed + instead(site, before), () -> sites.place(site.code(), next));
        return ended(row, after, next);
    }

    private static String change(Site site, Placement next, @Nullable Placement before) {
        var what = before != null ? "changed" : site.placements().isEmpty() ? "placed " : "moved  ";
        return what + " site " + site.code() + ", " + where(next);
    }

    private static String instead(Site site, @Nullable Placement before) {
        if (before != null) {
            return " (instead of " + where(before) + ")";
        }
        return site.placements().isEmpty()
                ? ""
                : " (until then " + where(site.placements().getLast()) + ")";
    }

    /** Closes a placement of the site on the day in the row, if there is one. */
    private Site ended(Sheet.Row row, Site site, Placement placement) {
        if (!row.has(CLOSED_ON)) {
            return site;
        }
        var on = Placement.day(CLOSED_ON, row.text(CLOSED_ON));
        var held = beginningOn(site, placement.from());
        if (held != null && on.equals(held.until())) {
            differences.same();
            return site;
        }
        if (held == null || !held.equals(site.placements().getLast())) {
            faults.add(row, CLOSED_ON, "The site was placed again since; its earlier closing day cannot be changed.");
            return site;
        }
        var after = site.closed(on);
        differences.add(
                "closed  site " + site.code() + " on " + on
                        + (held.until() == null ? "" : " (instead of " + held.until() + ")"),
                () -> sites.close(site.code(), on));
        return after;
    }

    private @Nullable Placement placement(Sheet.Row row) {
        if (OF_A_PLACEMENT.stream().noneMatch(row::has)) {
            return null;
        }
        var placement = Placement.of(
                row.has("from") ? row.text("from") : start.toString(),
                row.text("country"),
                row.text("region"),
                project(row.text("project")),
                row.has("provider") ? row.text("provider") : null);
        if (row.has(CLOSED_ON)) {
            Placement.day(CLOSED_ON, row.text(CLOSED_ON));
        }
        return placement;
    }

    /** Text that is not a number; the rules refuse it. */
    private static long project(String written) {
        boolean isNumber = written.length() <= Long.toString(Integer.MAX_VALUE).length()
                && written.chars().allMatch(digit -> digit >= '0' && digit <= '9');
        return written.isEmpty() ? 0 : isNumber ? Long.parseLong(written) : -1;
    }

    private static @Nullable Placement beginningOn(Site site, LocalDate day) {
        return site.placements().stream()
                .filter(placement -> placement.from().equals(day))
                .findFirst()
                .orElse(null);
    }

    private static boolean isSame(Placement one, Placement other) {
        return one.country().equals(other.country())
                && one.region().equals(other.region())
                && one.project() == other.project()
                && one.provider() == other.provider();
    }

    private static String where(Placement placement) {
        var project = placement.project() == 0 ? "" : ", funding source " + placement.project();
        return placement.country() + " " + placement.region() + " " + placement.provider() + project + " from "
                + placement.from();
    }
}
