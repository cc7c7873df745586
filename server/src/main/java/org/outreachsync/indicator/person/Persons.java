package org.outreachsync.indicator.person;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.outreachsync.keys.Padding;
import org.outreachsync.keys.Sealer;
import org.outreachsync.model.RecordId;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.Pages;
import org.outreachsync.store.Range;
import org.outreachsync.store.Removal;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.TableWrite;
import org.outreachsync.store.Tables;
import org.outreachsync.wire.log.v1.PersonFacts;
import org.outreachsync.wire.log.v1.StoredPerson;

/**
 * Gives every client key of the programme a small, permanent number for the person sets, the same on every server. Also
 * stores what the client code says about its person. Persons are cached in memory, because a number never changes. The
 * store sees a keyed name of the key, and a body that is as long for everybody.
 */
public final class Persons {

    private static final String PROGRAMME = "programme";
    private static final String BY_NO = "person_numbers_no";
    private static final String PURPOSE = "person number";
    /** Every person fits, so that all bodies have one length. */
    private static final int PADDED_BYTES_MIN = 64;

    private static final long REGISTERED = 1;
    private static final long FACTS_LEARNED = 2;
    private static final int PAGE = 5_000;
    private static final String UNNAMED = "record/";
    private static final Facts NOTHING = new Facts(0, 0, false);

    private final DocumentStore store;
    private final Sealer sealer;
    private final NumberBlocks numbers;
    private final ConcurrentHashMap<String, Person> byKey = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Integer, Person> byNo = new ConcurrentHashMap<>();

    /** Persons in this store. */
    public Persons(DocumentStore store, Sealer sealer) {
        this.store = store;
        this.sealer = sealer;
        this.numbers = new NumberBlocks(store, sealer);
    }

    /**
     * A person of the programme.
     *
     * @param key the client key, hexadecimal
     * @param no from 1
     * @param facts what the client code says; sex 0 and year 0 if unknown
     */
    public record Person(String key, int no, Facts facts) {
        /** Whether nothing more will ever be known. */
        boolean isKnown() {
            return facts.birthYear() != 0 || key.startsWith(UNNAMED);
        }
    }

    /**
     * What a client code says about its person.
     *
     * @param sex a code of the list {@code sex}; 0 if unknown
     * @param birthYear the year of birth; 0 if unknown
     * @param unclear whether the person may have a second code that looks the same
     */
    public record Facts(int sex, int birthYear, boolean unclear) {}

    /** The key that replaces a client key for a record without one: a separate person, identified by nothing else. */
    public static String unnamed(RecordId record) {
        return UNNAMED + HexFormat.of().formatHex(record.toBytes());
    }

    /**
     * What client codes say about persons, to be stored before any record shows their keys, so that figures do not
     * depend on the order of arrival.
     *
     * @param facts what the codes say, by client key
     * @param fresh the write that registers those who were unknown when it was made
     * @param learned the write that completes those who were registered without facts
     * @param persons those of both writes
     */
    public record Learning(Map<String, Facts> facts, TableWrite fresh, TableWrite learned, List<Person> persons) {}

    /** The writes that store what client codes say, by client key. */
    public Learning learning(Map<String, Facts> facts) {
        load(facts.keySet());
        var unknown =
                facts.keySet().stream().filter(key -> !byKey.containsKey(key)).toList();
        var fresh = withNumbers(unknown, facts);
        var learned = new ArrayList<Person>();
        facts.forEach((key, said) -> {
            var person = byKey.get(key);
            if (person != null && said.birthYear() != 0 && !person.isKnown()) {
                learned.add(new Person(key, person.no(), said));
            }
        });
        return new Learning(
                facts,
                TableWrite.allNew(Tables.PERSON_NUMBERS, encode(fresh, REGISTERED)),
                TableWrite.newer(Tables.PERSON_NUMBERS, encode(learned, FACTS_LEARNED)),
                Stream.concat(fresh.stream(), learned.stream()).toList());
    }

    /** Remembers what was stored. */
    public void learned(Learning done) {
        done.persons().forEach(this::keep);
    }

    /** Stores what client codes say, by client key, whoever registers the persons first. */
    public void learn(Map<String, Facts> facts) {
        numbered(facts);
        var left = learning(facts);
        store.write(List.of(left.learned()));
        learned(left);
    }

    /** The persons with these client keys; new ones get a number. */
    public Map<String, Person> of(Collection<String> keys) {
        var wanted = new HashMap<String, Facts>();
        keys.forEach(key -> wanted.put(key, NOTHING));
        return numbered(wanted);
    }

    /**
     * Forgets all persons and that their numbers were given out. No server may use the store before what holds such
     * numbers is derived anew.
     */
    public void forget() {
        try (var snapshot = store.snapshot()) {
            Removal.of(store, snapshot, Tables.PERSON_NUMBERS, _ -> true);
            NumberBlocks.forget(store, snapshot);
        }
        byKey.clear();
        byNo.clear();
    }

    /** Those of these client keys under which a person is registered. */
    public Set<String> registeredKeys(Collection<String> keys) {
        load(keys);
        var found = new HashSet<>(keys);
        found.retainAll(byKey.keySet());
        return found;
    }

    /** The person of a number, if all that will ever be known is in memory; null otherwise. */
    public @Nullable Person remembered(int no) {
        var person = byNo.get(no);
        return person != null && person.isKnown() ? person : null;
    }

    /** The persons with numbers between two, both inclusive. */
    public List<Person> numbered(int from, int to) {
        return List.copyOf(Pages.all(from, PAGE, (next, limit) -> numbered(next, to, limit), Person::no, Person::no));
    }

    private List<Person> numbered(long from, long to, int limit) {
        return store.range(Tables.PERSON_NUMBERS, Range.ascending(BY_NO, List.of(PROGRAMME), from, to, limit)).stream()
                .map(this::decode)
                .toList();
    }

    private Map<String, Person> numbered(Map<String, Facts> wanted) {
        load(wanted.keySet());
        var missing = new HashSet<>(wanted.keySet());
        missing.removeAll(byKey.keySet());
        if (!missing.isEmpty()) {
            var fresh = withNumbers(missing, wanted);
            var written = store.replaceIfNewer(Tables.PERSON_NUMBERS, encode(fresh, REGISTERED));
            fresh.stream()
                    .filter(person -> written.contains(name(person.key())))
                    .forEach(this::keep);
            // Another server registered the rest first; the numbers drawn for them stay unused.
            load(missing);
        }
        var found = new HashMap<String, Person>();
        for (var key : wanted.keySet()) {
            var person = byKey.get(key);
            if (person == null) {
                throw new StoreException("a person that was just registered is missing", null);
            }
            found.put(key, person);
        }
        return found;
    }

    private List<Person> withNumbers(Collection<String> keys, Map<String, Facts> facts) {
        var free = numbers.take(keys.size()).iterator();
        return keys.stream()
                .map(key -> new Person(key, free.nextInt(), facts.getOrDefault(key, NOTHING)))
                .toList();
    }

    private List<Document> encode(Collection<Person> persons, long version) {
        return persons.stream().map(person -> encode(person, version)).toList();
    }

    /** Reads again the persons with incomplete facts; another server may know more. */
    private void load(Collection<String> keys) {
        var unknown = keys.stream()
                .filter(key -> !isKnown(byKey.get(key)))
                .map(this::name)
                .toList();
        if (!unknown.isEmpty()) {
            store.get(Tables.PERSON_NUMBERS, unknown).forEach(document -> keep(decode(document)));
        }
    }

    private static boolean isKnown(@Nullable Person person) {
        return person != null && person.isKnown();
    }

    private void keep(Person person) {
        var kept = byKey.merge(person.key(), person, (known, read) -> known.isKnown() ? known : read);
        byNo.put(kept.no(), kept);
    }

    private Document encode(Person person, long version) {
        var facts = PersonFacts.newBuilder()
                .setSex(person.facts().sex())
                .setBirthYear(person.facts().birthYear())
                .setUnclear(person.facts().unclear())
                .build();
        var stored = StoredPerson.newBuilder().setKey(person.key()).setFacts(facts);
        var name = name(person.key());
        return new Document(
                name,
                version,
                Map.of(PROGRAMME, PROGRAMME, "no", (long) person.no()),
                sealer.seal(Padding.of(stored.build().toByteArray(), PADDED_BYTES_MIN), sealContext(name)));
    }

    private Person decode(Document document) {
        try {
            var stored = StoredPerson.parseFrom(sealer.open(document.body(), sealContext(document.id())));
            var facts = stored.getFacts();
            return new Person(
                    stored.getKey(),
                    Math.toIntExact(document.need("no")),
                    new Facts(facts.getSex(), facts.getBirthYear(), facts.getUnclear()));
        } catch (InvalidProtocolBufferException damaged) {
            throw new StoreException("person " + document.id() + " cannot be read", damaged);
        }
    }

    private String name(String key) {
        return sealer.name(PURPOSE, List.of(key.getBytes(StandardCharsets.UTF_8)));
    }

    private static String sealContext(String name) {
        return "person_numbers/" + name;
    }
}
