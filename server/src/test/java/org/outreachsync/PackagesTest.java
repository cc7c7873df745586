package org.outreachsync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MethodTypeEntry;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each package may touch, beside the JDK and JSpecify: nothing that is not named here, and everything that is
 * named here is used. A package of the project names only packages above it, so there is no cycle, and the order of the
 * lines is the order of the layers.
 */
class PackagesTest {

    /**
     * Packages of the project by what follows {@code org.outreachsync.}; libraries by the beginning of their packages.
     * A name with a capital is one class.
     */
    private static final String ALLOWED = """
            model:
            model.codes:
            merge: model
            validate: model model.codes
            wire.v1: com.google.protobuf
            wire.log.v1: wire.v1 com.google.protobuf
            wire.identity.v1: wire.v1 com.google.protobuf
            wire.targets.v1: com.google.protobuf
            wire.destination.v1: com.google.protobuf
            wire.exports.v1: com.google.protobuf
            wire.device.v1: wire.v1 com.google.protobuf
            wire: model model.codes validate wire.v1 com.google.protobuf com.fasterxml.jackson.core

            device.clock:
            device.journal:
            device.store: model model.codes wire wire.v1 wire.device.v1 device.journal com.google.protobuf
            device.view: model validate wire wire.v1 device.store com.google.protobuf
            device.transport: wire com.fasterxml.jackson.core okhttp3 okio
            device.batch: model wire.v1 wire.device.v1 device.store device.transport com.google.protobuf
            device.answer: model validate wire wire.v1 wire.device.v1 device.batch device.clock device.store device.transport device.view com.google.protobuf
            device.sync: model wire wire.v1 wire.device.v1 device.answer device.batch device.clock device.store device.transport com.google.protobuf
            device.enrol: model wire.v1 wire.device.v1 device.answer device.clock device.store device.transport device.view com.google.protobuf
            device.capture: model model.codes validate wire wire.v1 wire.device.v1 device.clock device.store device.view com.google.protobuf
            device: model model.codes wire wire.v1 wire.device.v1 device.capture device.clock device.enrol device.journal device.store device.sync device.transport device.view com.google.protobuf

            refusal:
            failure:
            yaml: model org.snakeyaml.engine
            config: model
            disclosure:
            store:
            keys: store com.google.crypto.tink org.slf4j
            store.memory: store
            store.sqlite: store java.sql org.sqlite org.slf4j
            store.mongo: store com.mongodb org.bson org.slf4j
            identity: config model keys refusal store wire wire.v1 wire.identity.v1 com.github.benmanes.caffeine com.google.protobuf
            codes: config model.codes keys store wire wire.v1 com.google.protobuf
            log: keys store wire.log.v1 com.google.protobuf
            record: model merge validate keys log store wire wire.v1 wire.log.v1 com.github.benmanes.caffeine com.google.protobuf
            indicator: model.codes refusal
            targets: config model.codes identity indicator keys refusal store wire wire.targets.v1 com.google.protobuf
            sheet: config identity refusal targets indicator de.siegmar.fastcsv
            indicator.catalogue: model model.codes indicator yaml
            indicator.person: model keys store wire.log.v1 com.google.protobuf
            indicator.cell: model model.codes merge keys record store indicator indicator.catalogue indicator.person wire.log.v1 com.google.protobuf org.roaringbitmap
            indicator.question: refusal indicator indicator.catalogue indicator.cell
            export.table: disclosure indicator indicator.catalogue indicator.question model.codes targets
            export.format: disclosure export.table indicator indicator.catalogue indicator.question model.codes targets de.siegmar.fastcsv org.apache.fontbox org.apache.pdfbox org.dhatim.fastexcel
            indicator.cube: indicator.cell indicator.person indicator.question com.github.benmanes.caffeine
            indicator.breakdown: model.codes refusal indicator indicator.catalogue indicator.cell indicator.cube indicator.question
            indicator.cohort: indicator.catalogue indicator.cell indicator.cube indicator.question
            indicator.count: model.codes indicator indicator.breakdown indicator.catalogue indicator.cell indicator.cohort indicator.cube indicator.question
            indicator.answer: model.codes validate refusal indicator indicator.breakdown indicator.catalogue indicator.cell indicator.count indicator.cube indicator.question com.github.benmanes.caffeine
            indicator.quality: model merge validate record refusal indicator indicator.cell indicator.cube indicator.question wire.log.v1 org.roaringbitmap
            indicator.programme: identity targets indicator indicator.question com.github.benmanes.caffeine
            projection: config model merge validate log record store indicator.cell indicator.person wire wire.v1 wire.log.v1 com.google.protobuf com.github.benmanes.caffeine org.slf4j
            intake: config identity model model.codes validate keys refusal wire wire.v1 wire.log.v1 com.google.protobuf
            sync: config identity model merge validate intake keys log projection record refusal store indicator.person wire wire.v1 wire.log.v1 com.google.protobuf com.github.benmanes.caffeine org.slf4j
            recount: model merge log projection record store indicator.cell wire.log.v1 com.google.protobuf
            backup: keys log record store com.exceptionfactory.jagged
            move: store
            assembly: config model model.codes indicator.answer indicator.catalogue indicator.cell indicator.cube indicator.person indicator.quality indicator.question intake keys log projection record recount store sync validate wire
            export.exchange:
            export.dhis2: config indicator refusal export.exchange com.fasterxml.jackson.core de.siegmar.fastcsv
            export.http: config export.exchange io.netty io.vertx.core
            disclosure:
            export.dataset: config indicator indicator.catalogue indicator.question model.codes refusal targets yaml
            export.count: export.dataset export.table indicator indicator.answer indicator.catalogue indicator.question refusal targets
            export.safety: disclosure export.count export.dataset export.table indicator indicator.catalogue indicator.question targets yaml
            export.schedule: yaml com.cronutils
            export.mapping: config disclosure export.dataset export.dhis2 export.table indicator indicator.catalogue model.codes refusal targets yaml
            export.destination: config disclosure export.dataset export.mapping export.safety export.schedule identity indicator indicator.catalogue keys model model.codes refusal store targets wire.destination.v1 yaml com.google.protobuf
            export.build: disclosure export.count export.dataset export.destination export.safety export.table indicator indicator.catalogue indicator.question indicator.answer model.codes targets
            export.delivery:
            export.channel: config indicator refusal export.delivery export.destination export.dhis2 export.exchange export.http jakarta.mail org.apache.sshd org.eclipse.angus.mail
            export.ledger: disclosure export.build export.safety export.table identity indicator indicator.catalogue indicator.question keys model.codes refusal store targets wire.exports.v1 com.google.protobuf
            export.outbox: config export.delivery export.destination export.ledger indicator store org.slf4j failure refusal
            export.signature: identity keys store wire.exports.v1 com.google.protobuf
            export.run: config disclosure export.build export.count export.dataset export.delivery export.destination export.dhis2 export.format export.ledger export.mapping export.outbox export.safety export.schedule export.signature export.table identity indicator indicator.catalogue indicator.question keys model.codes refusal store targets wire.exports.v1 com.fasterxml.jackson.core com.google.protobuf org.slf4j failure
            render: model model.codes identity indicator indicator.answer indicator.catalogue indicator.quality indicator.question record targets wire.log.v1 export.ledger disclosure export.delivery export.run export.destination export.schedule export.dataset export.table export.mapping com.fasterxml.jackson.core
            trace: config io.opentelemetry org.slf4j
            edge: config identity refusal store.Deadline store.StoreUnavailableException trace wire com.github.benmanes.caffeine com.google.protobuf io.micrometer io.netty io.vertx org.slf4j failure
            edge.route: model model.codes config edge identity indicator indicator.answer indicator.catalogue indicator.quality indicator.question intake record refusal render sync targets wire wire.v1 export.ledger export.run export.delivery export.destination com.fasterxml.jackson.core com.google.protobuf io.vertx.core org.snakeyaml.engine
            health: backup codes config edge identity indicator.answer log model.codes record store trace org.slf4j failure
            app: assembly backup model model.codes codes config edge edge.route health identity indicator indicator.answer indicator.catalogue indicator.cube indicator.programme indicator.quality indicator.question intake keys log move projection record recount store store.mongo store.sqlite sync targets trace wire wire.v1 export.ledger export.run export.exchange export.delivery export.channel export.build export.format export.outbox export.count export.safety export.destination export.http export.mapping com.github.benmanes.caffeine io.vertx.core org.slf4j failure
            cli: assembly app backup codes config edge identity indicator indicator.catalogue keys log model.codes move recount refusal sheet store store.memory store.sqlite targets yaml disclosure export.dataset export.delivery export.destination export.dhis2 export.ledger export.mapping export.outbox export.run export.schedule export.table de.siegmar.fastcsv picocli org.slf4j ch.qos.logback
            """;

    private static final String PROJECT = "org.outreachsync.";
    private static final Map<String, List<String>> MAY = parse();

    private static final String FOLDER = "org/outreachsync";
    private static final Map<String, Set<String>> SEEN = new HashMap<>();

    @BeforeAll
    static void readTheClasses() throws IOException, URISyntaxException {
        for (var place : Collections.list(PackagesTest.class.getClassLoader().getResources(FOLDER))) {
            if (place.openConnection() instanceof JarURLConnection jar) {
                var file = Path.of(jar.getJarFileURL().toURI());
                try (var files = FileSystems.newFileSystem(file)) {
                    read(files.getPath(FOLDER));
                }
            } else if (!place.getPath().contains("/test-classes/")) {
                read(Path.of(place.toURI()));
            }
        }
    }

    private static void read(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(".class")).forEach(file -> {
                var type = parse(file);
                var name = type.thisClass().asSymbol().packageName().substring(PROJECT.length());
                touched(type).forEach(SEEN.computeIfAbsent(name, unseen -> new HashSet<>())::add);
            });
        }
    }

    static Stream<String> packages() {
        return MAY.keySet().stream();
    }

    @Test
    void everyPackageHasALine() {
        assertThat(MAY.keySet()).containsExactlyInAnyOrderElementsOf(SEEN.keySet());
    }

    @ParameterizedTest
    @MethodSource("packages")
    void touchesNothingThatIsNotNamed(String name) {
        var allowed = allowed(name);
        var others = SEEN.getOrDefault(name, Set.of()).stream()
                .filter(type -> !roomOf(type).equals(PROJECT + name))
                .filter(type ->
                        allowed.stream().noneMatch(entry -> covers(entry).test(type)))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(others).as("what %s touches beside %s", name, allowed).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void namesNothingThatItDoesNotTouch(String name) {
        var touched = SEEN.getOrDefault(name, Set.of());
        assertThat(allowed(name))
                .as("what %s may touch", name)
                .allSatisfy(entry -> assertThat(touched).anyMatch(covers(entry)));
    }

    @ParameterizedTest
    @MethodSource("packages")
    void namesOnlyLayersAboveIt(String name) {
        var above = packages().takeWhile(other -> !other.equals(name)).collect(Collectors.toSet());
        var own = allowed(name).stream()
                .filter(PackagesTest::isOurs)
                .map(PackagesTest::packageOf)
                .toList();
        assertThat(above).as("the layers above %s", name).containsAll(own);
    }

    /** All classes that a class file refers to, also those that only a pattern of a {@code switch} names. */
    private static Stream<String> touched(ClassModel model) {
        var constants = StreamSupport.stream(model.constantPool().spliterator(), false)
                .flatMap(entry -> switch (entry) {
                    case ClassEntry of -> Stream.of(of.asSymbol());
                    case NameAndTypeEntry of -> descriptors(of.type().stringValue());
                    case MethodTypeEntry of -> descriptors(of.descriptor().stringValue());
                    default -> Stream.<ClassDesc>empty();
                });
        var members = Stream.concat(
                model.fields().stream()
                        .flatMap(field -> descriptors(field.fieldType().stringValue())),
                model.methods().stream()
                        .flatMap(method -> descriptors(method.methodType().stringValue())));
        return Stream.concat(constants, members)
                .map(PackagesTest::element)
                .filter(ClassDesc::isClassOrInterface)
                .map(PackagesTest::name)
                .filter(name -> !isGivenToAll(name));
    }

    private static ClassModel parse(Path file) {
        try {
            return ClassFile.of().parse(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<ClassDesc> descriptors(String descriptor) {
        if (!descriptor.startsWith("(")) {
            return Stream.of(ClassDesc.ofDescriptor(descriptor));
        }
        var method = MethodTypeDesc.ofDescriptor(descriptor);
        return Stream.concat(Stream.of(method.returnType()), method.parameterList().stream());
    }

    private static ClassDesc element(ClassDesc type) {
        return type.isArray() ? element(type.componentType()) : type;
    }

    private static String name(ClassDesc type) {
        return type.packageName() + "." + type.displayName();
    }

    private static boolean isGivenToAll(String name) {
        return (name.startsWith("java.") && !name.startsWith("java.sql"))
                || name.startsWith("javax.")
                || name.startsWith("org.jspecify");
    }

    private static Predicate<String> covers(String entry) {
        if (!isOurs(entry)) {
            return type -> type.startsWith(entry + ".");
        }
        return isClass(entry)
                ? type -> type.equals(PROJECT + entry)
                : type -> roomOf(type).equals(PROJECT + entry);
    }

    private static List<String> allowed(String name) {
        return MAY.getOrDefault(name, List.of());
    }

    private static boolean isOurs(String entry) {
        return MAY.containsKey(packageOf(entry));
    }

    private static String packageOf(String entry) {
        return isClass(entry) ? entry.substring(0, entry.lastIndexOf('.')) : entry;
    }

    private static String roomOf(String type) {
        return type.substring(0, type.lastIndexOf('.'));
    }

    private static boolean isClass(String entry) {
        return Character.isUpperCase(entry.charAt(entry.lastIndexOf('.') + 1));
    }

    private static Map<String, List<String>> parse() {
        var may = new LinkedHashMap<String, List<String>>();
        ALLOWED.lines().filter(line -> !line.isBlank()).forEach(line -> {
            var parts = line.split(":", 2);
            may.put(
                    parts[0],
                    Stream.of(parts[1].split(" "))
                            .filter(entry -> !entry.isEmpty())
                            .toList());
        });
        return may;
    }
}
