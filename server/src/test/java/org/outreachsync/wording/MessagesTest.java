package org.outreachsync.wording;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.StringEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What people read speaks of tablets, as they do; device is a word of the contract. */
class MessagesTest {

    private static final Pattern SENTENCE = Pattern.compile("[A-Z].* .*[.:]");
    /** Not the names of the contract, nor the commands. */
    private static final Pattern DEVICE =
            Pattern.compile("(?i)(?<![/_`\\w])devices?\\b(?![_/`]| (list|suspend|resume|revoke|wipe)\\b)");

    @Test
    void sentencesOfTheServerSpeakOfTablets() {
        var classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.outreachsync");
        assertThat(classes.stream().flatMap(MessagesTest::sentences))
                .isNotEmpty()
                .noneMatch(MessagesTest::isOfDevices);
    }

    @Test
    void theDescriptionOfTheApiSpeaksOfTablets() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/outreach/openapi"))) {
            var descriptions = files.sorted()
                    .flatMap(MessagesTest::lines)
                    .filter(line -> line.contains("description:"))
                    .map(line -> line.substring(line.indexOf("description:")))
                    .toList();
            assertThat(descriptions).isNotEmpty().noneMatch(MessagesTest::isOfDevices);
        }
    }

    @Test
    void findsSentencesOfDevices() {
        assertThat(isOfDevices("The device may not sync.")).isTrue();
        assertThat(isOfDevices("All devices of a site.")).isTrue();
        assertThat(isOfDevices("Give device_id.")).isFalse();
        assertThat(isOfDevices("See /v1/devices or ./outreach admin device list."))
                .isFalse();
    }

    private static boolean isOfDevices(String text) {
        return DEVICE.matcher(text).find();
    }

    private static Stream<String> sentences(JavaClass type) {
        try (var in = type.getSource().orElseThrow().getUri().toURL().openStream()) {
            var pool = ClassFile.of().parse(in.readAllBytes()).constantPool();
            return StreamSupport.stream(pool.spliterator(), false)
                    .filter(StringEntry.class::isInstance)
                    .map(entry -> ((StringEntry) entry).stringValue())
                    .filter(text -> SENTENCE.matcher(text).matches())
                    .toList()
                    .stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
