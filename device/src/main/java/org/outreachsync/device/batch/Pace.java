package org.outreachsync.device.batch;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;

/** How much a tablet sends and requests at once. On a slow line, a large request would not finish in time. */
public final class Pace {

    private static final int ANSWER_BYTES_MIN = 4 * 1024;
    /** The most bytes of changes in an answer when the request sets no limit. */
    private static final int ANSWER_BYTES_OF_SERVER = 512 * 1024;

    private static final int SUCCESSES_BEFORE_MORE = 8;
    /** A single lost answer may have other reasons, and sending the same batch again brings its results. */
    private static final int SILENCES_OF_A_SLOW_LINE = 3;
    /** A batch of this size gets through any line that works at all. */
    private static final int SMALL_BATCH_BYTES = 2 * 1024;

    private final int answerBytesWanted;
    private final Ceiling answerBytes;
    private int silences;

    public Pace(int answerBytesWanted) {
        this.answerBytesWanted = answerBytesWanted;
        this.answerBytes =
                new Ceiling(ANSWER_BYTES_MIN, answerBytesWanted > 0 ? answerBytesWanted : ANSWER_BYTES_OF_SERVER);
    }

    /** The most bytes of changes to request; 0 leaves it to the server. */
    public int answerBytes() {
        return answerBytes.isFull() ? answerBytesWanted : answerBytes.now();
    }

    /** The server answered in time. */
    public void answered() {
        silences = 0;
        answerBytes.wentWell();
    }

    /** The server said that the request took too long. */
    public void tooSlow() {
        answerBytes.tooMuch(answerBytes.now(), SUCCESSES_BEFORE_MORE);
    }

    /**
     * No answer came.
     *
     * @param sentBytes the size of the request before compression
     * @return whether the next batch should be smaller
     */
    public boolean silent(IOException failure, int sentBytes) {
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
