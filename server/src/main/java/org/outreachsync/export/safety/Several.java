package org.outreachsync.export.safety;

/**
 * A count that recipients can only work out: it is some others less some others.
 *
 * @param form what it counts
 * @param whole the count that it is part of
 * @param parts other counts that are part of it
 */
record Several(Form form, int[] more, int[] less, int whole, int[] parts) {

    /** What it counts. */
    enum Form {
        /** What a whole has beside disjoint parts. */
        LEFT("rest of "),
        /** The people of a whole who are in none of the parts. */
        BESIDE("rest of "),
        /** The people who are in each of the parts, which make up the whole. */
        IN_ALL("in all parts of "),
        /** A whole that is made safe elsewhere: taken to be known. */
        KNOWN("known: "),
        /** By how much the people of a whole who are not in the part changed since an earlier export. */
        CHANGE("change since the rest of ");

        private final String word;

        Form(String word) {
            this.word = word;
        }

        /** How its names begin. */
        String word() {
            return word;
        }
    }
}
