package org.outreachsync.indicator.cohort;

/** Leaving to enter elsewhere some days later, which is to go on. */
interface Transfers {

    /** There are none: who leaves goes on only on the same day. */
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

    /** Whether somebody who left on a day was transferred, and entered elsewhere in time. */
    boolean leadOn(int person, long day);

    /** Whether somebody who entered on a day had been transferred shortly before. */
    boolean broughtHere(int person, long day);

    /**
     * Those that end within some days.
     *
     * @param transferred who left by a transfer
     * @param entering who entered
     * @param days within so many
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
