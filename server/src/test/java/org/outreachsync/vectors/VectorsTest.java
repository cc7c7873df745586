package org.outreachsync.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The test vectors of the contract beside what model, device library and server make of the same input today. Tablets
 * in other languages check themselves against these files: whoever changes one breaks them.
 */
class VectorsTest {

    private static final Path FOLDER = Path.of("..", "proto", "src", "main", "resources", "outreach", "vectors");
    private static final String COMMAND =
            "mvn test -pl server -am -Dtest=VectorsTest -Dsurefire.failIfNoSpecifiedTests=false -Dvectors.write=true";

    /** A file, and what fills it. */
    record File(String name, Supplier<JsonObject> content) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<File> files() {
        return Stream.of(
                new File("record-ids.json", IdVectors::counted),
                new File("tally-ids.json", IdVectors::tallies),
                new File("state-hashes.json", IdVectors::hashes),
                new File("client-codes.json", CodeVectors::codes),
                new File("merges.json", MergeVectors::merges),
                new File("proofs.json", ProofVectors::proofs),
                new File("exchanges.json", ExchangeVectors::exchanges));
    }

    @ParameterizedTest
    @MethodSource("files")
    void areWhatTheCodeGives(File file) throws IOException {
        var path = FOLDER.resolve(file.name);
        var now = file.content.get().encodePrettily() + "\n";
        if (Boolean.getBoolean("vectors.write")) {
            Files.writeString(path, now);
            return;
        }
        assertThat(Files.readString(path))
                .as(file.name
                        + " differs from what the code does. If that is meant, tablets in the field must know; then: "
                        + COMMAND)
                .isEqualTo(now);
    }
}
