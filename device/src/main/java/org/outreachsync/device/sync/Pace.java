package org.outreachsync.device.sync;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;

/** How much a tablet asks for and hands in at once, on a line that may be too slow for a request to finish in time. */
final class Pace {

    private static final int ANSWER_BYTES_MIN = 4 * 1024;
    /** What a server gives at most when nothing else is wanted. */
    private static final int ANSWER_BYTES_OF_SERVER = 512 * 1024;

    private static final int SUCCESSES_BEFORE_MORE = 8;
    /** Now and then an answer is lost for other reasons, and the same batch again brings its results. */
    private static final int SILENCES_OF_A_SLOW_LINE = 3;
    /** What any line carries that carries anything. */
    private static final int SMALL_BATCH_BYTES = 2 * 1024;

    private final int answerBytesWanted;
    private final Ceiling answerBytes;
    private int silences;

    Pace(SyncSettings settings) {
        this.answerBytesWanted = settings.answerBytesMax();
        this.answerBytes =
                new Ceiling(ANSWER_BYTES_MIN, answerBytesWanted > 0 ? answerBytesWanted : ANSWER_BYTES_OF_SERVER);
    }

    /** The most bytes of changes to ask for; 0 as the server likes. */
    int answerBytes() {
        return answerBytes.isFull() ? answerBytesWanted : answerBytes.now();
    }

    /** The server answered in time. */
    void answered() {
        silences = 0;
        answerBytes.wentWell();
    }

    /** The server said that it took too long. */
    void tooSlow() {
        answerBytes.tooMuch(answerBytes.now(), SUCCESSES_BEFORE_MORE);
    }

    /**
     * No answer came.
     *
     * @param sentBytes how large the request was, not compressed
     * @return whether the next batch should be smaller
     */
    boolean silent(IOException failure, int sentBytes) {
        boolean isOffline = failure instanceof ConnectException
                || failure instanceof UnknownHostException
                || failure instanceof NoRouteToHostException;
        if (isOffline) {
            return false;
        }
        silences++;
        tooSlow();
        return silences >= SILENCES_OF_A_SLOW_LINE && sentBytes > SMALL_BATCH_BYTES;
    }
}
