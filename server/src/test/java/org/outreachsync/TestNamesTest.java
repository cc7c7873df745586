package org.outreachsync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A test that opens a socket, or starts a server or a process, is named {@code *IT}; every other one is named
 * {@code *Test} and needs nothing but the JVM. The rule is read from the sources of all modules: what a test names, and
 * what the classes beside it name in turn.
 */
class TestNamesTest {

    private static final Path ROOT = Path.of("..");

    /** What opens a socket or starts a process as soon as it is used. */
    private static final Pattern OUTSIDE = Pattern.compile("import (java\\.net\\.(?:Server)?Socket"
            + "|java\\.net\\.http\\.HttpClient|java\\.net\\.HttpURLConnection|com\\.sun\\.net\\.httpserver\\.HttpServer"
            + "|com\\.icegreen\\.greenmail\\.util\\.GreenMail|org\\.apache\\.sshd\\.server\\.SshServer"
            + "|com\\.mongodb\\.client\\.MongoClients|de\\.bwaldvogel\\.mongo\\.MongoServer"
            + "|org\\.outreachsync\\.device\\.transport\\.HttpTransport|org\\.outreachsync\\.app\\.Server"
            + "|org\\.outreachsync\\.edge\\.Edge|org\\.outreachsync\\.store\\.mongo\\.MongoStore);"
            + "|\\b(?:ProcessBuilder|HttpTransport)\\(|\\.serve\\(");

    /** These modules have servers of their own in main too; in the others, OUTSIDE names what main has. */
    private static final List<String> FOLLOWED_INTO_MAIN = List.of("demo", "load-tests");

    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?(org\\.outreachsync\\.[\\w.]+);");
    private static final Pattern NAME = Pattern.compile("\\b[A-Z]\\w*");

    private static final Map<String, String> SOURCES = new TreeMap<>();
    /** Many tests share a rig, so what it names is read once. */
    private static final Map<String, Collection<String>> NAMED = new HashMap<>();

    @BeforeAll
    static void readTheProject() throws IOException {
        for (var file : files()) {
            var text = COMMENT.matcher(Files.readString(file)).replaceAll("");
            SOURCES.put(named(file, text), text);
        }
    }

    static Stream<String> tests() throws IOException {
        return files().stream()
                .filter(file -> file.toString().contains("/src/test/"))
                .filter(file -> file.toString().matches(".*(Test|IT)\\.java"))
                .map(TestNamesTest::read)
                .filter(test ->
                        Pattern.compile("@\\w*Test\\b").matcher(test.text).find() || test.text.contains(" extends "))
                .filter(test -> !test.text.contains("abstract class " + simple(test.name)))
                .map(test -> test.name)
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("tests")
    void sayWhetherTheyNeedASocketOrAProcess(String test) {
        var way = wayOutside(test);
        if (test.endsWith("IT")) {
            assertThat(way).as("what %s opens or starts", test).isPresent();
        } else {
            assertThat(way).as("what %s opens or starts", test).isEmpty();
        }
    }

    /** The classes over which a test comes to a socket or a process. */
    private static Optional<String> wayOutside(String test) {
        var ways = new TreeMap<String, String>(Map.of(test, simple(test)));
        var waiting = new ArrayDeque<>(List.of(test));
        while (!waiting.isEmpty()) {
            var name = waiting.remove();
            var text = SOURCES.getOrDefault(name, "");
            var found = OUTSIDE.matcher(text);
            if (found.find()) {
                return Optional.of(ways.get(name) + " → " + found.group().strip());
            }
            for (var next : NAMED.computeIfAbsent(name, unseen -> named(name, text))) {
                if (ways.putIfAbsent(next, ways.get(name) + " → " + simple(next)) == null) {
                    waiting.add(next);
                }
            }
        }
        return Optional.empty();
    }

    /** The classes of the project that a source names: those it imports, and those of its own package. */
    private static Collection<String> named(String name, String text) {
        var imported = IMPORT.matcher(text).results().map(found -> found.group(1));
        var module = name.substring(0, name.indexOf('/') + 1);
        var beside = name.substring(0, name.lastIndexOf('.') + 1);
        return Stream.concat(
                        imported.map(type -> module + type),
                        NAME.matcher(text).results().map(found -> beside + found.group()))
                .map(TestNamesTest::outermost)
                .filter(SOURCES::containsKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Without the member or inner class that is imported with it. */
    private static String outermost(String type) {
        return type.replaceFirst("(\\.[A-Z]\\w*)\\..*", "$1");
    }

    private static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private record Source(String name, String text) {}

    private static Source read(Path file) {
        try {
            var text = COMMENT.matcher(Files.readString(file)).replaceAll("");
            return new Source(named(file, text), text);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** Module and full name, since a package may have classes in several modules. */
    private static String named(Path file, String text) {
        var found = PACKAGE.matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("no package in " + file);
        }
        var module = ROOT.relativize(file).getName(0);
        return module + "/" + found.group(1) + "."
                + file.getFileName().toString().replace(".java", "");
    }

    private static List<Path> files() throws IOException {
        try (var files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .filter(TestNamesTest::isFollowed)
                    .toList();
        }
    }

    private static boolean isFollowed(Path file) {
        var module = ROOT.relativize(file).getName(0).toString();
        return file.toString().contains("/src/test/") || FOLLOWED_INTO_MAIN.contains(module);
    }
}
