package org.outreachsync.indicator;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.outreachsync.keys.Sealer;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.DuplicateKeyException;
import org.outreachsync.store.Range;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.Tables;

/**
 * Gives every client key of the programme a small number for the person sets, the same on every server and for ever, and knows what the client
 * code said of its person. What was read once is kept in memory: a number never changes.
 */
public final class Persons {

    private static final String PROGRAMME = "programme";
    private static final String BY_NO = "persons_no";
    private static final long FACTS_UNKNOWN = 1;
    private static final long FACTS_KNOWN = 2;
    private static final int PAGE = 5_000;
    private static final Facts NOBODY = new Facts(0, 0);

    private final DocumentStore store;
    private final Sealer sealer;
    private final ConcurrentHashMap<String, Person> byKey = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Integer, Person> byNo = new ConcurrentHashMap<>();
    private volatile long loadedTo;

    /** Persons in this store. */
    public Persons(DocumentStore store, Sealer sealer) {
        this.store = store;
        this.sealer = sealer;
    }

    /**
     * A person of the programme.
     *
     * @param key the client key, hexadecimal
     * @param no from 1
     * @param facts what the client code said; sex 0 and year 0 while unknown
     */
    public record Person(String key, int no, Facts facts) {
        boolean isKnown() {
            return facts.birthYear() != 0;
        }
    }

    /**
     * What a client code says of its person.
     *
     * @param sex a code of the list {@code sex}; 0 while unknown
     * @param birthYear the year of birth; 0 while unknown
     */
    public record Facts(int sex, int birthYear) {}

    /** Takes in what client codes said, by client key. Done before anything shows the key, so that no figure depends on what came first. */
    public void learn(Map<String, Facts> facts) {
        load(facts.keySet());
        facts.forEach(this::one);
    }

    /** The persons of these client keys, numbered now if they are new. */
    public Map<String, Person> of(Collection<String> keys) {
        load(keys);
        var found = new HashMap<String, Person>();
        keys.forEach(key -> found.put(key, one(key, NOBODY)));
        return found;
    }

    /** What is known of the person with a number, or null for a number that nobody has. */
    public @Nullable Person byNo(int no) {
        var known = byNo.get(no);
        if (known == null) {
            refresh();
        } else if (!known.isKnown()) {
            load(List.of(known.key()));
        }
        return byNo.get(no);
    }

    private Person one(String key, Facts said) {
        var known = byKey.get(key);
        if (known == null) {
            return register(key, said);
        }
        if (said.birthYear() != 0 && !known.isKnown()) {
            var completed = new Person(key, known.no(), said);
            store.replaceIfNewer(Tables.PERSONS, List.of(encode(completed)));
            return keep(completed);
        }
        return known;
    }

    private Person register(String key, Facts facts) {
        while (true) {
            var last = store.range(Tables.PERSONS, Range.last(BY_NO, List.of(PROGRAMME)));
            long no = last.isEmpty() ? 1 : last.getFirst().need("no") + 1;
            var person = new Person(key, Math.toIntExact(no), facts);
            try {
                store.insert(Tables.PERSONS, encode(person));
                return keep(person);
            } catch (DuplicateKeyException taken) {
                load(List.of(key));
                if (byKey.containsKey(key)) {
                    return one(key, facts);
                }
            }
        }
    }

    /** Looks up those of whom not all is known yet; another server may have learned more. */
    private void load(Collection<String> keys) {
        var unknown = keys.stream().filter(key -> !isKnown(byKey.get(key))).toList();
        if (!unknown.isEmpty()) {
            store.get(Tables.PERSONS, unknown).forEach(document -> keep(decode(document)));
        }
    }

    private static boolean isKnown(@Nullable Person person) {
        return person != null && person.isKnown();
    }

    private synchronized void refresh() {
        while (true) {
            var page = store.range(Tables.PERSONS, Range.ascending(BY_NO, List.of(PROGRAMME), loadedTo + 1, null, PAGE));
            page.forEach(document -> keep(decode(document)));
            if (page.size() < PAGE) {
                return;
            }
            loadedTo = page.getLast().need("no");
        }
    }

    private Person keep(Person person) {
        var kept = byKey.merge(person.key(), person, (known, read) -> known.isKnown() ? known : read);
        byNo.put(kept.no(), kept);
        return kept;
    }

    private Document encode(Person person) {
        var facts = org.outreachsync.wire.log.v1.PersonFacts.newBuilder()
                .setSex(person.facts().sex())
                .setBirthYear(person.facts().birthYear())
                .build();
        return new Document(
                person.key(),
                person.isKnown() ? FACTS_KNOWN : FACTS_UNKNOWN,
                Map.of(PROGRAMME, PROGRAMME, "no", (long) person.no()),
                sealer.seal(facts.toByteArray(), place(person.key())));
    }

    private Person decode(Document document) {
        try {
            var facts = org.outreachsync.wire.log.v1.PersonFacts.parseFrom(sealer.open(document.body(), place(document.id())));
            return new Person(document.id(), Math.toIntExact(document.need("no")), new Facts(facts.getSex(), facts.getBirthYear()));
        } catch (InvalidProtocolBufferException damaged) {
            throw new StoreException("person " + document.id() + " cannot be read", damaged);
        }
    }

    private static String place(String key) {
        return "person/" + key;
    }
}
