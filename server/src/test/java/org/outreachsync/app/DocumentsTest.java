package org.outreachsync.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.outreachsync.cli.CommandTree;

/**
 * Documents name only what exists: classes and messages, files, headings, commands, make targets and settings. All
 * settings are documented.
 */
class DocumentsTest {

    private static final Path ROOT = Path.of("..");

    /** Names in capitals of other people's things. */
    private static final Set<String> OF_OTHERS =
            Set.of("BitSet", "HttpURLConnection", "LimitNOFILE", "SecureRandom", "SystemClock");

    private static final Pattern CLASS =
            Pattern.compile("`(?:[a-z][a-z.]*\\.)?([A-Z][a-z]+(?:[A-Z][A-Za-z0-9]*)+)(?:[.#(][^`]*)?`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern FILE =
            Pattern.compile("`((?:\\.ci|docs|server|device|model|proto|demo|load-tests|k8s)/[^`\\s*…<]*)`");
    private static final Pattern LAUNCHER = Pattern.compile("\\./outreach ([a-z]+)");
    private static final Pattern ADMIN = Pattern.compile("\\./outreach admin ([a-z-]+(?: [a-z-]+)?)");
    private static final Pattern TARGET = Pattern.compile("`(?:[A-Z]+=\\S+ )?make ([a-z][a-z0-9-]*)");
    private static final Pattern SETTING = Pattern.compile("\\b(OUTREACH_[A-Z_]+[A-Z])\\b");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+)$");

    private static Set<String> types = Set.of();
    private static String sources = "";

    @BeforeAll
    static void readTheProject() throws IOException {
        var files = walk(ROOT)
                .filter(file ->
                        file.toString().endsWith(".java") || file.toString().endsWith(".proto"))
                .toList();
        var names = new TreeSet<String>(OF_OTHERS);
        var text = new StringBuilder();
        for (var file : files) {
            var content = Files.readString(file);
            all(Pattern.compile("\\b(?:class|interface|record|enum|@interface|message)\\s+([A-Z]\\w*)"), content)
                    .forEach(names::add);
            if (!file.toString().contains("/test/")) {
                text.append(content);
            }
        }
        types = names;
        sources = text.append(Files.readString(ROOT.resolve("outreach"))).toString();
    }

    static Stream<Path> documents() throws IOException {
        return walk(ROOT)
                .filter(file -> file.toString().endsWith(".md") && !file.endsWith("CHANGELOG.md"))
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void namesClassesThatExist(Path document) throws IOException {
        assertThat(all(CLASS, Files.readString(document))).isSubsetOf(types);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void linksToFilesAndHeadingsThatExist(Path document) throws IOException {
        for (var link : all(LINK, Files.readString(document))) {
            if (link.contains("://") || link.startsWith("mailto:")) {
                continue;
            }
            var parts = link.split("#", 2);
            var target = parts[0].isEmpty()
                    ? document
                    : document.resolveSibling(parts[0]).normalize();
            assertThat(target).as("the link %s", link).exists();
            if (parts.length == 2) {
                assertThat(headings(target)).as("the link %s", link).contains(parts[1]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void namesFilesThatExist(Path document) throws IOException {
        assertThat(all(FILE, Files.readString(document)).stream().filter(file -> !file.contains("/target/")))
                .allSatisfy(file -> assertThat(ROOT.resolve(file)).exists());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void namesCommandsThatExist(Path document) throws IOException {
        var text = Files.readString(document);
        var launcher = all(Pattern.compile("(?m)^  ([a-z]+) "), Files.readString(ROOT.resolve("outreach")));
        assertThat(all(LAUNCHER, text)).isSubsetOf(launcher);
        var commands = CommandTree.adminCommands();
        assertThat(all(ADMIN, text))
                .allSatisfy(said -> assertThat(commands)
                        .anyMatch(command -> said.equals(command) || said.startsWith(command + " ")));
        assertThat(all(TARGET, text))
                .isSubsetOf(all(Pattern.compile("(?m)^([a-z0-9-]+):"), Files.readString(ROOT.resolve("Makefile"))));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void namesSettingsThatExist(Path document) throws IOException {
        assertThat(all(SETTING, Files.readString(document)))
                .allSatisfy(setting -> assertThat(sources).contains(setting));
    }

    @Test
    void listEverySetting() throws IOException {
        var folder = ROOT.resolve("server/src/main/java/org/outreachsync/config");
        var source = Files.readString(folder.resolve("ServerConfig.java"))
                + Files.readString(folder.resolve("ExportSettings.java"));
        var settings = all(Pattern.compile("\"(OUTREACH_[A-Z_]+[A-Z]|MONGODB_URI)\""), source).stream()
                .flatMap(name -> List.of("OUTREACH_HTTP", "OUTREACH_MANAGEMENT").contains(name)
                        ? Stream.of(name + "_HOST", name + "_PORT")
                        : Stream.of(name))
                .toList();
        assertThat(settings).contains("OUTREACH_HTTP_PORT", "MONGODB_URI");
        var page = Files.readString(ROOT.resolve("docs/configuration.md"));
        assertThat(settings)
                .allSatisfy(setting -> assertThat(page).containsPattern("(?m)^\\| (`\\w+`, )?`" + setting + "`[,| ]"));
    }

    @Test
    void listEveryPackageOfTheServer() throws IOException {
        var root = ROOT.resolve("server/src/main/java/org/outreachsync");
        var packages = walk(root)
                .filter(file -> file.endsWith("package-info.java"))
                .map(file -> root.relativize(file.getParent()).toString().replace('/', '.'))
                .collect(Collectors.toCollection(TreeSet::new));
        var page = Files.readString(ROOT.resolve("docs/architecture.md"));
        var table = page.substring(page.indexOf("## The packages"), page.indexOf("## The walk of a batch"));
        assertThat(all(Pattern.compile("`((?:[a-z]+\\.)*[a-z0-9]+)`"), table.substring(table.indexOf("\n| `"))))
                .containsAll(packages);
        assertThat(packages).containsAll(all(Pattern.compile("(?m)^\\| `([a-z0-9.]+)`"), table));
    }

    private static List<String> headings(Path document) throws IOException {
        return all(HEADING, Files.readString(document)).stream()
                .map(DocumentsTest::anchor)
                .toList();
    }

    private static String anchor(String heading) {
        return heading.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                .replace(' ', '-');
    }

    private static Set<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Path> walk(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            return files
                    .filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("/target/")
                            && !file.toString().contains("/.git"))
                    .toList()
                    .stream();
        }
    }
}
