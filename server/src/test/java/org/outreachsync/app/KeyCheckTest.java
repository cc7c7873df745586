package org.outreachsync.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.keys.KeyringException;

/** A store opens with its own keysets only, and new keysets are made only beside a new store. */
class KeyCheckTest {

    @TempDir
    private Path data;

    @BeforeEach
    void makeAStore() {
        open(data.resolve("keys"));
    }

    private void open(Path keys) {
        var config = ServerConfig.from(Map.of("OUTREACH_DATA", data.toString(), "OUTREACH_KEYS", keys.toString()));
        Backend.openOrMake(config).store().close();
    }

    private Path otherKeys() {
        var other = data.resolve("other");
        var config = ServerConfig.from(Map.of(
                "OUTREACH_DATA",
                other.toString(),
                "OUTREACH_KEYS",
                other.resolve("keys").toString()));
        Backend.openOrMake(config).store().close();
        return other.resolve("keys");
    }

    @Test
    void opensAgainWithItsOwn() {
        open(data.resolve("keys"));

        assertThat(data.resolve("keys")).isDirectoryContaining("glob:**client-code.json");
    }

    @Test
    void makesNoNewOnesBesideData() throws IOException {
        try (var files = Files.list(data.resolve("keys"))) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }

        assertThatThrownBy(() -> open(data.resolve("keys")))
                .isInstanceOf(KeyringException.class)
                .hasMessageContaining("seal.json is missing");
    }

    @Test
    void makesNoNewClientCodesBesideOldOnes() throws IOException {
        Files.delete(data.resolve("keys").resolve("client-code.json"));

        assertThatThrownBy(() -> open(data.resolve("keys")))
                .isInstanceOf(KeyringException.class)
                .hasMessageContaining("client-code.json");
    }

    @Test
    void refusesThoseOfAnotherStore() {
        assertThatThrownBy(() -> open(otherKeys()))
                .isInstanceOf(KeyringException.class)
                .hasMessageContaining("not those of this store");
    }

    @Test
    void refusesTheClientCodesOfAnotherStore() throws IOException {
        Files.copy(
                otherKeys().resolve("client-code.json"),
                data.resolve("keys").resolve("client-code.json"),
                StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> open(data.resolve("keys")))
                .isInstanceOf(KeyringException.class)
                .hasMessageContaining("counted twice");
    }
}
