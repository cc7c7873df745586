package org.outreachsync.load.indicator;

import com.google.protobuf.ByteString;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.outreachsync.indicator.person.Persons;

/** The persons of a shape. New persons come to a site quickly at first, then more slowly. */
public final class Population {

    private static final int KEY_BYTES = 21;
    private static final int FEMALE = 1;
    private static final int MALE = 2;

    private final Shape shape;
    private final Someone[] everybody;

    /**
     * A person.
     *
     * @param no from 0
     * @param key the client key
     * @param sex a code of the list {@code sex}
     */
    public record Someone(int no, ByteString key, int sex, int birthYear) {

        String hex() {
            return HexFormat.of().formatHex(key.toByteArray());
        }

        boolean isWoman() {
            return sex == FEMALE;
        }

        Persons.Facts facts() {
            return new Persons.Facts(sex, birthYear, false);
        }
    }

    /** The persons of this shape. */
    public Population(Shape shape) {
        this.shape = shape;
        this.everybody = new Someone[shape.sites() * shape.personsAtSite()];
        for (int no = 0; no < everybody.length; no++) {
            var random = new SplittableRandom(shape.seed() * 1_000_003 + no);
            var key = new byte[KEY_BYTES];
            random.nextBytes(key);
            everybody[no] = new Someone(
                    no, ByteString.copyFrom(key), random.nextInt(4) == 0 ? FEMALE : MALE, random.nextInt(1960, 2008));
        }
    }

    int size() {
        return everybody.length;
    }

    /** The person who was the n-th to come to a site. */
    public Someone at(int site, int index) {
        return everybody[site * shape.personsAtSite() + index];
    }

    /** How many persons a site knows at the end of a day. */
    int known(int dayNo) {
        return dayNo < 0 ? 0 : (int) Math.ceil(shape.personsAtSite() * Math.sqrt((dayNo + 1.0) / shape.days()));
    }

    /** A person who comes to a site on a day: usually one of its own. Some come often, most rarely. */
    Someone visitor(SplittableRandom random, int site, int dayNo) {
        int at = random.nextInt(20) == 0 ? random.nextInt(shape.sites()) : site;
        return at(at, (int) (known(dayNo) * Math.pow(random.nextDouble(), 1.6)));
    }
}
