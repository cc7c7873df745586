package org.outreachsync.record;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.outreachsync.model.RecordId;

/** A search for the records that now describe some events. */
final class OfEvents {

    /**
     * How many records of one event are looked at. If there are more, the first hundred are enough for a supervisor to
     * see the mistake.
     */
    private static final int EVENT_MAX = 100;

    private final Map<String, ? extends Collection<Long>> events;
    private final Set<String> asked;
    private final SiteState state;
    private final Collection<RecordEntry> unsaved;

    /**
     * A search.
     *
     * @param events the days on which an event may have been, by its name
     * @param deaths the names of deaths
     * @param unsaved records that were changed and are not stored yet; they count as they are now
     */
    OfEvents(
            Map<String, ? extends Collection<Long>> events,
            Collection<String> deaths,
            SiteState state,
            Collection<RecordEntry> unsaved) {
        this.events = events;
        this.asked = new HashSet<>(events.keySet());
        this.asked.addAll(deaths);
        this.state = state;
        this.unsaved = unsaved;
    }

    /**
     * The records by the name of the event, in the order of their ids.
     *
     * @param ever finds the records that ever described an event of a day, with their versions
     * @param at loads records of known versions
     * @param load loads records
     */
    Map<String, List<RecordEntry>> found(
            BiFunction<String, Long, Map<RecordId, Long>> ever,
            Function<Map<RecordId, Long>, Map<RecordId, RecordEntry>> at,
            Function<Set<RecordId>, Map<RecordId, RecordEntry>> load) {
        var versions = new HashMap<RecordId, Long>();
        events.forEach((name, days) -> days.forEach(
                day -> ever.apply(name, day).forEach((id, version) -> versions.merge(id, version, Math::max))));
        var others = new HashSet<RecordId>();
        asked.forEach(name -> others.addAll(state.reportsOf(name)));
        others.removeAll(versions.keySet());
        var found = new HashMap<String, List<RecordEntry>>();
        for (var entry : unsaved) {
            versions.remove(entry.state().id());
            others.remove(entry.state().id());
            add(entry, found);
        }
        if (!versions.isEmpty()) {
            at.apply(versions).values().forEach(entry -> add(entry, found));
        }
        if (!others.isEmpty()) {
            load.apply(others).values().forEach(entry -> add(entry, found));
        }
        found.replaceAll((event, entries) -> first(entries));
        return found;
    }

    private void add(RecordEntry entry, Map<String, List<RecordEntry>> found) {
        var event = entry.event();
        if (event != null && asked.contains(event)) {
            found.computeIfAbsent(event, unseen -> new ArrayList<>(2)).add(entry);
        }
    }

    private static List<RecordEntry> first(List<RecordEntry> entries) {
        return entries.size() == 1
                ? entries
                : entries.stream().sorted(RecordEntry.BY_ID).limit(EVENT_MAX).toList();
    }
}
