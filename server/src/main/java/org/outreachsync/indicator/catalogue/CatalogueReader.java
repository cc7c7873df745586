package org.outreachsync.indicator.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.catalogue.Catalogue.AgeGroup;
import org.outreachsync.model.Contract;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.yaml.Yaml;
import org.outreachsync.yaml.YamlException;
import org.outreachsync.yaml.YamlFile;

/**
 * Reads the catalogue that comes with this version, and then a programme's own file: an entry of the same name replaces
 * the shipped one.
 */
public final class CatalogueReader {

    private static final String FOLDER = "/outreach/indicators/";
    /** Incremented when the stored form of cells changes, so that all cells are counted again. */
    private static final String CELLS = "cells 3";

    /** UTF-8 has at most four bytes for a character. */
    private static final long FILE_BYTES_MAX = 4L * YamlFile.CHARACTERS_MAX;

    private static final Set<String> WORDS =
            Set.of("measures", "packages", "age_schemes", "groups", "sources", "indicators");

    private final Contract contract;
    private final Fields fields;
    private final Map<String, Yaml> measures = new LinkedHashMap<>();
    private final Map<String, List<String>> packages = new LinkedHashMap<>();
    private final Map<String, List<String>> groups = new LinkedHashMap<>();
    private final Map<String, Yaml> ageSchemes = new LinkedHashMap<>();
    private final Map<String, Yaml> sources = new LinkedHashMap<>();
    private final Map<String, Yaml> indicators = new LinkedHashMap<>();
    private final List<String> texts = new ArrayList<>();

    private CatalogueReader(Contract contract, CodeLists codes) {
        this.contract = contract;
        this.fields = new Fields(contract, codes);
        texts.add(CELLS + " " + codes.version());
        if (codes.own().size() > 0) {
            // Cells that were counted before a code was known may lack it.
            texts.add(codes.own().meaning());
        }
    }

    /**
     * The catalogue of this version.
     *
     * @param own a programme's own file, or null
     * @throws YamlException when a definition is wrong; its message names the file, the line and the reason
     */
    public static Catalogue read(Contract contract, CodeLists codes, @Nullable Path own) {
        var reader = new CatalogueReader(contract, codes);
        var measures = resource("measures.yaml");
        reader.measures.putAll(YamlFile.parse("measures.yaml", measures).byName());
        reader.texts.add(measures);
        reader.take("catalogue.yaml", resource("catalogue.yaml"));
        if (own != null) {
            reader.take(own.toString(), file(own));
        }
        return reader.catalogue();
    }

    private static String resource(String name) {
        try (var stream = CatalogueReader.class.getResourceAsStream(FOLDER + name)) {
            if (stream == null) {
                throw new IllegalStateException("no " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String file(Path own) {
        try {
            if (Files.size(own) > FILE_BYTES_MAX) {
                throw new YamlException(
                        own.toString(), 1, 0, "", "the file has more than " + FILE_BYTES_MAX + " bytes");
            }
            return Files.readString(own);
        } catch (IOException unreadable) {
            throw new YamlException(own.toString(), 1, 0, "", "the file cannot be read as UTF-8 text");
        }
    }

    private void take(String file, String text) {
        var entries = YamlFile.parse(file, text).entries(WORDS);
        for (var word : entries.names()) {
            var named = entries.need(word).byName();
            switch (word) {
                case "measures" -> {
                    measures.putAll(named);
                    texts.add(text);
                }
                case "packages" -> named.forEach((name, items) -> packages.put(name, items.texts()));
                case "groups" -> named.forEach((name, items) -> groups.put(name, items.texts()));
                case "sources" -> sources.putAll(named);
                case "age_schemes" -> ageSchemes.putAll(named);
                default -> indicators.putAll(named);
            }
        }
    }

    private Catalogue catalogue() {
        var measureReader = new MeasureReader(fields);
        var counted = new LinkedHashMap<String, Measure>();
        measures.forEach((name, yaml) -> counted.put(name, measureReader.read(name, yaml)));
        var definitionReader = new DefinitionReader(
                new OperandReader(fields, counted, packages, groups), new Dimensions(contract, counted), sources);
        var defined = new LinkedHashMap<String, Definition>();
        indicators.forEach((code, yaml) -> defined.put(code, definitionReader.read(code, yaml)));
        checkTargets(defined);
        var schemes = new LinkedHashMap<String, List<AgeGroup>>();
        ageSchemes.forEach((name, yaml) -> schemes.put(name, scheme(yaml)));
        return new Catalogue(counted, defined, schemes, fingerprint());
    }

    private void checkTargets(Map<String, Definition> defined) {
        indicators.forEach((code, yaml) -> {
            var definition = defined.get(code);
            if (definition != null
                    && definition.denominator() instanceof Operand.Target(var indicator)
                    && !mayHaveTarget(defined.get(indicator))) {
                throw yaml.wrong("there is no indicator " + indicator + " that may have a target");
            }
        });
    }

    private static boolean mayHaveTarget(@Nullable Definition definition) {
        return definition != null && !definition.neutral();
    }

    private List<AgeGroup> scheme(Yaml yaml) {
        var seen = new ArrayList<Integer>();
        var groups = new ArrayList<AgeGroup>();
        for (var item : yaml.items()) {
            var bands = fields.ageBands(item, item.text());
            if (bands.stream().anyMatch(seen::contains)) {
                throw item.wrong("an age band is in two groups");
            }
            seen.addAll(bands);
            groups.add(new AgeGroup(item.text(), bands));
        }
        if (seen.size() != fields.ageBandCount()) {
            throw yaml.wrong("every age band must be in a group, or the groups do not add up");
        }
        return groups;
    }

    private String fingerprint() {
        try {
            var hash = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", texts).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
