package org.outreachsync.demo;

import java.io.IOException;
import java.util.Map;
import org.outreachsync.device.transport.Transport;

/** A tablet's network: the real one, except when the story breaks it. */
final class Network implements Transport {

    private final Transport real;
    private int answersToLose;
    private boolean killWithNextAnswer;

    Network(Transport real) {
        this.real = real;
    }

    /** The server receives the next requests, but the tablet receives no answers to them. */
    void loseAnswers(int count) {
        answersToLose = count;
    }

    /** The app is killed while it waits for its next answer. */
    void killWithNextAnswer() {
        killWithNextAnswer = true;
    }

    @Override
    public Answer post(String path, Map<String, String> headers, byte[] body) throws IOException {
        var answer = real.post(path, headers, body);
        if (killWithNextAnswer) {
            killWithNextAnswer = false;
            throw new AppKilledException();
        }
        if (answersToLose > 0) {
            answersToLose--;
            throw new IOException("the answer was lost");
        }
        return answer;
    }

    /** The app was killed in the middle of a sync. */
    static final class AppKilledException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
