package org.outreachsync.record;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.outreachsync.keys.Sealer;
import org.outreachsync.model.Contract;
import org.outreachsync.model.RecordId;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.Pages;
import org.outreachsync.store.TableWrite;
import org.outreachsync.store.Tables;
import org.outreachsync.wire.log.v1.StoredRecord;

/**
 * The newest state of every record. The store sees how many batches a site has, and from which days their records are;
 * the rest is sealed.
 */
public final class RecordStore {

    private static final int PAGE = 2_000;
    /** How many pages are read at a time. */
    private static final int PAGES_AT_ONCE = 16;
    /** The same, for many days. */
    private static final int PAGES_OF_MANY_DAYS = 128;

    private final Sealer sealer;
    private final Contract contract;
    private final RecordPages pages;
    private final RecordHeads heads;
    private final RecordDays days;
    private final EventsOfDays events = new EventsOfDays();
    private final RecentPages recent = new RecentPages();

    /** Records of this contract in this store. */
    public RecordStore(DocumentStore store, Sealer sealer, Contract contract) {
        this.sealer = sealer;
        this.contract = contract;
        this.pages = new RecordPages(store, sealer);
        this.heads = new RecordHeads(store, sealer);
        this.days = new RecordDays(store);
    }

    /** The records of a site with these ids, from the store alone. Unknown ids are ignored. */
    public Map<RecordId, RecordEntry> load(String site, Collection<RecordId> ids) {
        return pages.at(site, heads.of(site, ids));
    }

    /** Asks for records of a site. */
    public RecordsAsked asked(String site, Collection<RecordId> ids) {
        return new RecordsAsked(site, heads.asked(site, ids), heads, pages);
    }

    /** The records of a site with these ids, and where they stand. Unknown ids are left out. */
    public Loaded read(String site, Collection<RecordId> ids) {
        var asked = asked(site, ids);
        return asked.loaded(heads.found(asked.read()));
    }

    /**
     * The writes that store records.
     *
     * @param seq up to which the log is applied with them
     * @param bySeq the records that each batch changed, as it left them, by the seq of the batch
     * @param before all of them, as they were read
     */
    public List<TableWrite> writesOf(
            String site, long seq, SortedMap<Long, ? extends Collection<RecordEntry>> bySeq, Loaded before) {
        var written = new ArrayList<Document>();
        var versions = new LinkedHashMap<RecordId, Long>();
        bySeq.forEach((at, changed) -> {
            written.addAll(pages.documents(site, at, changed));
            changed.forEach(entry -> versions.put(entry.state().id(), at));
        });
        return List.of(
                TableWrite.newer(Tables.RECORD_PAGES, written),
                days.writeOf(site, bySeq),
                heads.writeOf(site, seq, versions, before.heads()));
    }

    /** Remembers records that are stored now, by whichever server. */
    public void stored(String site, Collection<RecordEntry> records) {
        events.add(site, records);
    }

    /** Remembers all records that a batch changed, as it left them, now that they are stored. */
    public void storedPage(String site, long seq, Collection<RecordEntry> changed) {
        recent.add(site, seq, changed);
    }

    /**
     * The records that batches from one seq to another changed, both inclusive, as each batch left them, in the order
     * of the batches; null unless all of these batches were stored here a moment ago.
     */
    public @Nullable Collection<RecordEntry> remembered(String site, long from, long to) {
        return recent.between(site, from, to);
    }

    /** Forgets what batches from one seq to another changed, both inclusive, since it is counted now. */
    public void counted(String site, long from, long to) {
        recent.forget(site, from, to);
    }

    /** Forgets what events of a site were stored, because another server has stored more. */
    public void forgetEvents(String site) {
        events.forget(site);
    }

    /**
     * Records of a site by the seq of their last change: at least as many as the limit, with all that were changed by
     * the same batch, or all that there are.
     *
     * @param from the first seq, inclusive
     * @param to the last seq, inclusive
     */
    public List<RecordEntry> changed(String site, long from, long to, int limit) {
        return find(site, from, to, limit).stream()
                .map(found -> found.content().get())
                .toList();
    }

    /**
     * A record and its version.
     *
     * @param id the record
     * @param version the sequence number in the log of its last change
     */
    public record Version(RecordId id, long version) {}

    /**
     * A changed record, which is unsealed only when its content is needed.
     *
     * @param version the version of its state
     * @param content unseals the record
     */
    public record Found(Version version, Supplier<RecordEntry> content) {}

    /** Like {@link #changed}, but each record is read only when its content is needed. */
    public List<Found> find(String site, long from, long to, int limit) {
        var found = new ArrayList<Found>();
        long next = from;
        while (found.size() <= limit) {
            var some = pages.between(site, next, to, PAGES_AT_ONCE);
            if (some.isEmpty()) {
                break;
            }
            found.addAll(standing(site, some));
            next = some.getLast().seq() + 1;
        }
        return found;
    }

    /** The records on pages that no later batch has changed. */
    private List<Found> standing(String site, List<RecordPages.Page> some) {
        var versions = versions(site, some);
        var standing = new ArrayList<Found>();
        for (var page : some) {
            for (int at = 0; at < page.ids().size(); at++) {
                var id = page.ids().get(at);
                int place = at;
                if (versions.getOrDefault(id, 0L) == page.seq()) {
                    standing.add(new Found(new Version(id, page.seq()), () -> page.entry(place)));
                }
            }
        }
        return standing;
    }

    private Map<RecordId, Long> versions(String site, List<RecordPages.Page> some) {
        return heads.of(site, some.stream().flatMap(page -> page.ids().stream()).toList());
    }

    /** Like {@link #changed}, without the content. */
    public List<Version> versions(String site, long from, long to, int limit) {
        return find(site, from, to, limit).stream().map(Found::version).toList();
    }

    /** The highest version among the records of a site; 0 for none. */
    public long newest(String site) {
        return pages.newest(site);
    }

    /** All records of a site that are filed under a day. */
    public Collection<RecordEntry> ofDay(String site, long day) {
        var found = new ArrayList<RecordEntry>();
        visit(site, days.of(site, day), PAGES_AT_ONCE, day, day, found::add);
        return found;
    }

    /**
     * Visits all records of a site that are filed under some days. Asks the store seldom, however many days they are.
     *
     * @param from the first day, inclusive
     * @param to the last day, inclusive
     */
    public void ofDays(String site, long from, long to, Consumer<RecordEntry> visitor) {
        visit(site, days.between(site, from, to), PAGES_OF_MANY_DAYS, from, to, visitor);
    }

    private void visit(String site, Set<Long> seqs, int atOnce, long from, long to, Consumer<RecordEntry> visitor) {
        var visit = new VisitOfDays(seqs, from, to, visitor);
        pagesOf(site, seqs, atOnce).forEach(some -> visit.take(some, versions(site, some)));
        visit.takeMoved(ids -> load(site, ids).values());
    }

    private Stream<List<RecordPages.Page>> pagesOf(String site, Set<Long> seqs, int atOnce) {
        return seqs.stream().gather(Gatherers.windowFixed(atOnce)).map(some -> pages.of(site, some, recent));
    }

    /** All records whose last change lies between two seqs, both inclusive, in the order of that change. */
    public Collection<RecordEntry> allChanged(String site, long since, long to) {
        return Pages.all(
                since,
                PAGE,
                (from, limit) -> changed(site, from, to, limit),
                entry -> entry.state().version(),
                entry -> entry.state().id());
    }

    /** The same record with the keyed name of the event that it describes now. */
    public RecordEntry withEvent(RecordEntry entry) {
        var now = SameEvent.nameOf(sealer, contract.type(entry.state().type()), entry);
        return Objects.equals(now, entry.event())
                        && (now == null || entry.sameEvents().contains(now))
                ? entry
                : entry.describing(now);
    }

    /** The record in a message of the log, at a version. */
    public RecordEntry restated(String site, RecordId id, long version, StoredRecord stored) {
        return withEvent(RecordCodec.decode(site, id, version, stored.toByteString()));
    }

    /** The keyed name of the death of a client of a site, by which the records that report it are found. */
    public String eventOfDeath(String site, byte[] clientKey) {
        return SameEvent.nameOfDeath(sealer, site, clientKey);
    }

    /**
     * Records of a site that now describe these events, by the name of the event, in the order of their ids; of each,
     * only the first if there are very many. A name without records is left out.
     *
     * @param daysOfEvents the days on which an event may have been, by its name
     * @param deaths the names of deaths
     * @param unsaved records that were changed and are not stored yet; they count as they are now
     */
    public Map<String, List<RecordEntry>> ofEvents(
            String site,
            SiteState state,
            Map<String, ? extends Collection<Long>> daysOfEvents,
            Collection<String> deaths,
            Collection<RecordEntry> unsaved) {
        return new OfEvents(daysOfEvents, deaths, state, unsaved)
                .found(
                        (name, day) -> events.of(site, day, name, some -> everOfDay(site, some)),
                        versions -> pages.at(site, versions, recent),
                        ids -> read(site, ids).records());
    }

    private Stream<EventsOfDays.Ever> everOfDay(String site, long day) {
        return pagesOf(site, days.of(site, day), PAGES_AT_ONCE).flatMap(some -> {
            var versions = versions(site, some);
            return some.stream().flatMap(page -> page.everyEntry(versions));
        });
    }

    /** The state of a site after entries of its log, see {@link SiteState#after}. */
    public SiteState after(
            SiteState state, long head, Map<RecordId, RecordEntry> before, Collection<RecordEntry> touched) {
        return state.after(head, before, touched, Deaths.reported(contract, touched));
    }
}
