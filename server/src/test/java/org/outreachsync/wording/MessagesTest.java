package org.outreachsync.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.StringEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    void sentencesOfTheServerSpeakOfTablets() throws IOException {
        for (var module : List.of("model", "proto", "device", "server")) {
            try (var files = Files.walk(Path.of("..", module, "target", "classes"))) {
                var sentences = files.filter(file -> file.toString().endsWith(".class"))
                        .flatMap(MessagesTest::sentences)
                        .toList();
                assertThat(sentences).as(module).isNotEmpty().noneMatch(MessagesTest::isOfDevices);
            }
        }
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

    private static Stream<String> sentences(Path type) {
        try {
            var pool = ClassFile.of().parse(type).constantPool();
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
