package org.outreachsync.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.outreachsync.device.transport.Transport.Answer;

/** What may become of one request and its answer. */
enum Fault {
    /** The request does not arrive. */
    LOST_REQUEST {
        @Override
        Answer strike(Passing passing) throws IOException {
            throw new IOException("the request was lost");
        }
    },
    /** The request arrives, the answer does not. */
    LOST_ANSWER {
        @Override
        Answer strike(Passing passing) throws IOException {
            passing.deliver();
            throw new IOException("the answer was lost");
        }
    },
    /** A captive portal, or a proxy that is out of its depth, whether it asked the server or not. */
    PAGE {
        @Override
        Answer strike(Passing passing) throws IOException {
            deliverPerhaps(passing);
            return new Answer(
                    passing.random().nextInt(200, 600),
                    Map.of("Content-Type", "text/html", "Retry-After", "3600"),
                    bytes("<html>Welcome!"));
        }
    },
    /** 200, and nothing. */
    EMPTY {
        @Override
        Answer strike(Passing passing) throws IOException {
            deliverPerhaps(passing);
            var headers = new HashMap<>(Map.of("Content-Type", "application/x-protobuf"));
            if (passing.random().nextBoolean()) {
                headers.put("Content-Encoding", "gzip");
            }
            return new Answer(200, headers, new byte[0]);
        }
    },
    REDIRECT {
        @Override
        Answer strike(Passing passing) {
            return new Answer(302, Map.of("Location", "https://portal.example.org/"), new byte[0]);
        }
    },
    /** Another server that speaks of problems, too. */
    FOREIGN_PROBLEM {
        @Override
        Answer strike(Passing passing) throws IOException {
            deliverPerhaps(passing);
            var code = passing.pick(List.of(
                    "401 TOKEN",
                    "401 ONE_TIME_CODE",
                    "403 DEVICE_REVOKED",
                    "403 SCOPE_DENIED",
                    "409 EPOCH_STALE",
                    "409 OUT_OF_ORDER",
                    "410 CURSOR_EXPIRED",
                    "413 TOO_LARGE",
                    "426 UPGRADE"));
            int status = Integer.parseInt(code.substring(0, 3));
            var json = "{\"status\":" + status + ",\"code\":\"" + code.substring(4)
                    + "\",\"wipe\":true,\"expected_batch_no\":7,\"acked_op\":99}";
            return new Answer(status, Map.of("Content-Type", "application/problem+json"), bytes(json));
        }
    },
    CUT_ANSWER {
        @Override
        Answer strike(Passing passing) throws IOException {
            var answer = passing.deliver();
            return Passing.with(answer, passing.cut(answer.body()));
        }
    },
    MANGLED_ANSWER {
        @Override
        Answer strike(Passing passing) throws IOException {
            var answer = passing.deliver();
            return Passing.with(answer, passing.mangled(answer.body()));
        }
    },
    DOUBLED_ANSWER {
        @Override
        Answer strike(Passing passing) throws IOException {
            var answer = passing.deliver();
            return Passing.with(answer, Passing.twice(answer.body()));
        }
    },
    /** What a cache holds, or what another request was told. */
    OLD_ANSWER {
        @Override
        Answer strike(Passing passing) throws IOException {
            deliverPerhaps(passing);
            if (passing.heard().isEmpty()) {
                throw new IOException("nothing was heard yet");
            }
            return passing.pick(List.copyOf(passing.heard()));
        }
    },
    OTHER_STATUS {
        @Override
        Answer strike(Passing passing) throws IOException {
            var answer = passing.deliver();
            int status = passing.pick(List.of(200, 204, 401, 403, 404, 410, 413, 503));
            return new Answer(status, Passing.headersOf(answer), answer.body());
        }
    },
    ANSWER_WITHOUT_A_HEADER {
        @Override
        Answer strike(Passing passing) throws IOException {
            var answer = passing.deliver();
            var headers = Passing.headersOf(answer);
            headers.remove(passing.pick(List.copyOf(new TreeSet<>(headers.keySet()))));
            return new Answer(answer.status(), headers, answer.body());
        }
    },
    REQUEST_WITHOUT_A_HEADER {
        @Override
        Answer strike(Passing passing) throws IOException {
            return passing.deliver(passing.withoutAHeader(), passing.body());
        }
    },
    /** A proxy that sends on what it got so far as if it were all. */
    CUT_REQUEST {
        @Override
        Answer strike(Passing passing) throws IOException {
            return passing.deliver(passing.headers(), passing.cut(passing.body()));
        }
    },
    MANGLED_REQUEST {
        @Override
        Answer strike(Passing passing) throws IOException {
            return passing.deliver(passing.headers(), passing.mangled(passing.body()));
        }
    },
    /** A proxy that tries again on its own when it is in doubt. */
    REQUEST_TWICE {
        @Override
        Answer strike(Passing passing) throws IOException {
            var first = passing.deliver();
            var second = passing.deliver();
            return passing.random().nextBoolean() ? first : second;
        }
    };

    /** What the tablet is answered. */
    abstract Answer strike(Passing passing) throws IOException;

    private static void deliverPerhaps(Passing passing) throws IOException {
        if (passing.random().nextBoolean()) {
            passing.deliver();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
