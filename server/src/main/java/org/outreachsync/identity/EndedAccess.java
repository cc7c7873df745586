package org.outreachsync.identity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;

/**
 * Whose access was ended. A restored store has forgotten what was ended since its backup, so it is ended again from a
 * list; and where there is no list, nobody gets in until somebody who knows lets them.
 */
public final class EndedAccess {

    private final People people;
    private final Devices devices;
    private final DonorKeys donorKeys;

    /** What has access. */
    public enum Kind {
        /** A person. */
        PERSON,
        /** A tablet that may not sync any more. */
        TABLET,
        /** A tablet that has to wipe itself. */
        WIPED_TABLET,
        /** A donor key. */
        DONOR_KEY;

        private String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * An access that was ended.
     *
     * @param id the person's, tablet's or key's
     */
    public record Entry(Kind kind, String id) {

        /** A line of a list, such as {@code person 3f…}. */
        public String line() {
            return kind.word() + " " + id;
        }

        /** The entry in a line, or empty if it is not one. */
        public static Optional<Entry> of(String line) {
            int space = line.strip().indexOf(' ');
            var word = space < 0 ? "" : line.strip().substring(0, space);
            var id = line.strip().substring(space + 1).strip();
            return Stream.of(Kind.values())
                    .filter(kind -> kind.word().equals(word) && id.indexOf(' ') < 0)
                    .map(kind -> new Entry(kind, id))
                    .findAny();
        }
    }

    /**
     * How many were kept out.
     *
     * @param people whose tokens are not accepted any more
     * @param tablets that are suspended
     * @param donorKeys that are not accepted any more
     */
    public record KeptOut(int people, int tablets, int donorKeys) {}

    /** The access to one store. */
    public EndedAccess(People people, Devices devices, DonorKeys donorKeys) {
        this.people = people;
        this.devices = devices;
        this.donorKeys = donorKeys;
    }

    /** Everything that was ended by somebody. What expired by itself is not in it. */
    public List<Entry> list() {
        var ended = new ArrayList<Entry>();
        people.list().stream()
                .filter(person -> person.revoked() != null)
                .forEach(person -> ended.add(new Entry(Kind.PERSON, person.id())));
        devices.all().stream()
                .filter(device -> device.state().isOut())
                .forEach(device -> ended.add(new Entry(
                        device.state() == Device.State.REVOKED ? Kind.TABLET : Kind.WIPED_TABLET, device.id())));
        donorKeys.list().stream()
                .filter(key -> key.revoked() != null)
                .forEach(key -> ended.add(new Entry(Kind.DONOR_KEY, key.id())));
        return ended;
    }

    /**
     * Ends access again, also that of the last admin. Entries that the store does not know got their access after the
     * backup, and have none.
     *
     * @return how many had access
     */
    public int end(Collection<Entry> entries) {
        var before = Set.copyOf(list());
        int ended = 0;
        for (var entry : entries) {
            ended += !before.contains(entry) && isEnded(entry) ? 1 : 0;
        }
        return ended;
    }

    private boolean isEnded(Entry entry) {
        try {
            switch (entry.kind()) {
                case PERSON -> people.ended(entry.id());
                case DONOR_KEY -> donorKeys.revoke(entry.id());
                case TABLET -> revoke(devices.find(entry.id()));
                case WIPED_TABLET -> devices.wipe(entry.id());
            }
            return true;
        } catch (RefusedException refused) {
            if (refused.code() != Code.NOT_FOUND) {
                throw refused;
            }
            return false;
        }
    }

    /** One that was told to wipe itself has no access either. */
    private void revoke(@Nullable Device device) {
        if (device == null) {
            throw new RefusedException(Code.NOT_FOUND, "There is no such tablet.");
        }
        if (!device.state().isOut()) {
            devices.revoke(device.id());
        }
    }

    /** Ends the access of all people and donor keys, and suspends all tablets, which keep what they hold. */
    public KeptOut endAll() {
        var persons = people.list().stream()
                .filter(person -> person.revoked() == null)
                .map(Person::id)
                .toList();
        persons.forEach(people::ended);
        var active = devices.all().stream()
                .filter(device -> device.state() == Device.State.ACTIVE)
                .map(Device::id)
                .toList();
        active.forEach(devices::suspend);
        var keys = donorKeys.list().stream()
                .filter(key -> key.revoked() == null)
                .map(DonorKey::id)
                .toList();
        keys.forEach(donorKeys::revoke);
        return new KeptOut(persons.size(), active.size(), keys.size());
    }
}
