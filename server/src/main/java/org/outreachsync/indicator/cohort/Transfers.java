package org.outreachsync.indicator.cohort;

/** Transfers: leaving and entering elsewhere some days later, which continues a stay. */
interface Transfers {

    /** No transfers: a stay continues only on the same day. */
    Transfers NONE = new Transfers() {
        @Override
        public boolean leadOn(int person, long day) {
            return false;
        }

        @Override
        public boolean broughtHere(int person, long day) {
            return false;
        }
    };

    /** Whether a person who left on a day was transferred and entered elsewhere in time. */
    boolean leadOn(int person, long day);

    /** Whether a person who entered on a day had been transferred shortly before. */
    boolean broughtHere(int person, long day);

    /**
     * Transfers that end within some days.
     *
     * @param transferred the persons who left by a transfer
     * @param entering the persons who entered
     * @param days the maximum number of days in between
     */
    record Within(PersonEvents transferred, PersonEvents entering, int days) implements Transfers {
        @Override
        public boolean leadOn(int person, long day) {
            return transferred.happened(person, day, day) && entering.happened(person, day + 1, day + days);
        }

        @Override
        public boolean broughtHere(int person, long day) {
            return transferred.happened(person, day - days, day - 1);
        }
    }
}
