package org.outreachsync.export.dhis2;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What a metadata export of DHIS2 says, in one file or several: enough to find by code what a mapping names. Read
 * object by object; what is not asked for is skipped.
 */
public final class Metadata {

    /** The largest file that is read. */
    public static final long BYTES_MAX = 256L << 20;

    private final Map<String, List<Uid>> orgUnits = new HashMap<>();
    private final Set<Uid> orgUnitIds = new HashSet<>();
    private final Map<String, List<Uid>> dataSets = new HashMap<>();
    private final Map<Uid, Set<Uid>> elementsOfSets = new HashMap<>();
    private final Map<Uid, String> elements = new LinkedHashMap<>();
    private final Map<Uid, Uid> combosOfElements = new HashMap<>();
    private final Map<Uid, Set<Uid>> optionsOfCombos = new LinkedHashMap<>();
    private final Map<Uid, Uid> categoryCombos = new HashMap<>();
    private final Map<Uid, String> options = new HashMap<>();
    private final Set<Uid> defaults = new HashSet<>();

    /** A file is too large, or no metadata export. */
    public static final class NotReadableException extends IOException {

        private static final long serialVersionUID = 1L;

        private NotReadableException(String message) {
            super(message);
        }
    }

    /**
     * A category option combo.
     *
     * @param id its identifier
     * @param options the codes of its options; those without a code are missing
     * @param size how many options it has
     */
    public record Combo(Uid id, Set<String> options, int size) {
        public Combo {
            options = Set.copyOf(options);
        }
    }

    /**
     * Adds what a file says.
     *
     * @throws NotReadableException if it is larger than {@link #BYTES_MAX}, or is no metadata export
     * @throws IOException if it cannot be read
     */
    public void add(InputStream file) throws IOException {
        try (var parser = Json.FACTORY.createParser(new Limited(file))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new NotReadableException("not a metadata export of DHIS2");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                add(parser.currentName(), parser);
            }
        } catch (JacksonException malformed) {
            throw new NotReadableException("not JSON, or cut off");
        }
    }

    private void add(String name, JsonParser parser) throws IOException {
        var each = reader(name);
        if (parser.nextToken() != JsonToken.START_ARRAY || each.isEmpty()) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            each.get().accept(Json.value(parser));
        }
    }

    private Optional<Consumer<Json>> reader(String name) {
        return switch (name) {
            case "organisationUnits" -> Optional.of(this::addOrgUnit);
            case "dataSets" -> Optional.of(this::addDataSet);
            case "dataElements" -> Optional.of(this::addElement);
            case "categoryOptionCombos" -> Optional.of(this::addCombo);
            case "categoryOptions" -> Optional.of(this::addOption);
            default -> Optional.empty();
        };
    }

    private void addOrgUnit(Json item) {
        put(orgUnits, item);
        item.at("id").uid().ifPresent(orgUnitIds::add);
    }

    private void addOption(Json item) {
        item.at("id").uid().ifPresent(id -> options.put(id, item.at("code").textOrEmpty()));
    }

    private static void put(Map<String, List<Uid>> byCode, Json item) {
        var code = item.at("code").textOrEmpty();
        if (!code.isEmpty()) {
            item.at("id")
                    .uid()
                    .ifPresent(id -> byCode.computeIfAbsent(comparable(code), unseen -> new ArrayList<>())
                            .add(id));
        }
    }

    private void addDataSet(Json item) {
        put(dataSets, item);
        item.at("id").uid().ifPresent(id -> {
            var its = elementsOfSets.computeIfAbsent(id, unseen -> new HashSet<>());
            for (var element : item.at("dataSetElements").list()) {
                var uid = element.at("dataElement").at("id").uid();
                uid.ifPresent(its::add);
                // A data set may disaggregate an element in its own way.
                var own = element.at("categoryCombo").at("id").uid();
                uid.ifPresent(of -> own.ifPresent(combo -> combosOfElements.put(of, combo)));
            }
        });
    }

    private void addElement(Json item) {
        item.at("id").uid().ifPresent(id -> {
            elements.put(id, item.at("code").textOrEmpty());
            item.at("categoryCombo").at("id").uid().ifPresent(combo -> combosOfElements.putIfAbsent(id, combo));
        });
    }

    private void addCombo(Json item) {
        item.at("id").uid().ifPresent(id -> {
            var its = new HashSet<Uid>();
            item.at("categoryOptions")
                    .list()
                    .forEach(option -> option.at("id").uid().ifPresent(its::add));
            optionsOfCombos.put(id, its);
            item.at("categoryCombo").at("id").uid().ifPresent(combo -> categoryCombos.put(id, combo));
            if (item.at("code").textOrEmpty().equals("default")
                    || item.at("name").textOrEmpty().equals("default")) {
                defaults.add(id);
            }
        });
    }

    /** Codes are compared in capitals, with an underscore for everything but letters and digits. */
    public static String comparable(String code) {
        var text = new StringBuilder();
        code.toUpperCase(Locale.ROOT)
                .chars()
                .forEach(c -> text.append((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ? (char) c : '_'));
        return text.toString();
    }

    /** The combo that stands for "not disaggregated"; empty if there is none, or more than one. */
    public Optional<Uid> defaultCombo() {
        return only(defaults);
    }

    /** The org unit with this code or identifier; empty if there is none, or more than one. */
    public Optional<Uid> orgUnit(String codeOrId) {
        var byCode = only(orgUnits.getOrDefault(comparable(codeOrId), List.of()));
        return byCode.or(() ->
                orgUnitIds.stream().filter(id -> id.text().equals(codeOrId)).findAny());
    }

    /** The data set with this code; empty if there is none, or more than one. */
    public Optional<Uid> dataSet(String code) {
        return only(dataSets.getOrDefault(comparable(code), List.of()));
    }

    /** The data element of a data set that has one of these codes; empty if there is none, or more than one. */
    public Optional<Uid> dataElement(Uid dataSet, Set<String> codes) {
        var wanted = codes.stream().map(Metadata::comparable).toList();
        var its = elementsOfSets.getOrDefault(dataSet, Set.of());
        return only(elements.entrySet().stream()
                .filter(element -> its.isEmpty() || its.contains(element.getKey()))
                .filter(element -> wanted.contains(comparable(element.getValue())))
                .map(Map.Entry::getKey)
                .toList());
    }

    /** The option combos of a data element; empty if the metadata does not tell. */
    public List<Combo> combos(Uid dataElement) {
        var categoryCombo = combosOfElements.get(dataElement);
        return optionsOfCombos.entrySet().stream()
                .filter(combo -> categoryCombo != null && categoryCombo.equals(categoryCombos.get(combo.getKey())))
                .map(combo -> new Combo(
                        combo.getKey(),
                        combo.getValue().stream()
                                .map(options::get)
                                .filter(Objects::nonNull)
                                .filter(code -> !code.isEmpty())
                                .collect(Collectors.toSet()),
                        combo.getValue().size()))
                .toList();
    }

    private static Optional<Uid> only(Collection<Uid> found) {
        var distinct = new HashSet<>(found);
        return distinct.size() == 1 ? Optional.of(distinct.iterator().next()) : Optional.empty();
    }

    /** Refuses more than the limit. */
    private static final class Limited extends FilterInputStream {

        private long left = BYTES_MAX;

        Limited(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int read) throws NotReadableException {
            left -= read;
            if (left < 0) {
                throw new NotReadableException("larger than " + BYTES_MAX + " bytes");
            }
        }
    }
}
