package org.outreachsync.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.outreachsync.device.transport.Transport;
import org.outreachsync.device.transport.Transport.Answer;
import org.outreachsync.wire.BodyProof;

/**
 * One request on its way through a fault, and what answers it.
 *
 * @param server the other end
 * @param path of the request
 * @param headers of the request
 * @param body of the request
 * @param heard answers that passed here before, of any request
 * @param random draws where a fault strikes
 */
record Passing(
        Transport server,
        String path,
        Map<String, String> headers,
        byte[] body,
        List<Answer> heard,
        RandomGenerator random) {

    private static final List<String> ANSWER_HEADERS =
            List.of("Content-Type", "Content-Encoding", BodyProof.PROOF_HEADER, "Retry-After");

    /** The server's answer to the request as it is. */
    Answer deliver() throws IOException {
        return deliver(headers, body);
    }

    /** The server's answer to a request that was changed on the way. */
    Answer deliver(Map<String, String> changedHeaders, byte[] changedBody) throws IOException {
        var answer = server.post(path, changedHeaders, changedBody);
        heard.add(answer);
        return answer;
    }

    /** The request's headers without one of them. */
    Map<String, String> withoutAHeader() {
        var left = new HashMap<>(headers);
        left.remove(pick(new ArrayList<>(new TreeSet<>(headers.keySet()))));
        return left;
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** The beginning of some bytes, at least one of them short. */
    byte[] cut(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length == 0 ? 0 : random.nextInt(bytes.length));
    }

    /** The bytes with a few that are others. */
    byte[] mangled(byte[] bytes) {
        var changed = bytes.clone();
        for (int times = random.nextInt(1, 4); times > 0 && changed.length > 0; times--) {
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return changed;
    }

    static byte[] twice(byte[] bytes) {
        var doubled = Arrays.copyOf(bytes, 2 * bytes.length);
        System.arraycopy(bytes, 0, doubled, bytes.length, bytes.length);
        return doubled;
    }

    static Map<String, String> headersOf(Answer answer) {
        var headers = new HashMap<String, String>();
        for (var name : ANSWER_HEADERS) {
            var value = answer.header(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return headers;
    }

    static Answer with(Answer answer, byte[] body) {
        return new Answer(answer.status(), headersOf(answer), body);
    }
}
