package org.outreachsync.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.outreachsync.indicator.catalogue.Definition.Source;
import org.outreachsync.model.codes.Code;

/** The pages that show the labels say what the data say. */
class LabelsPageTest {

    private static final Path DOCS = Path.of("..", "docs");

    @Test
    void showsEveryLabelAndWhichAreChecked() throws IOException {
        var page = LabelsPage.page();
        Files.writeString(Path.of("target", "labels-to-check.md"), page);

        assertThat(Files.readString(DOCS.resolve("labels-to-check.md"))).isEqualTo(page);
    }

    @Test
    void theListsAreAsTheirPageSays() throws IOException {
        var page = Files.readString(DOCS.resolve("code-lists.md"));
        var names = Published.LISTS.names();
        int codes = names.stream()
                .mapToInt(name -> Published.LISTS.get(name).all().size())
                .sum();

        assertThat(page)
                .contains("Version " + Published.LISTS.version() + " has " + names.size() + " lists with " + codes
                        + " codes");
        for (var name : names) {
            var all = Published.LISTS.get(name).all();
            long retired =
                    all.stream().map(Code::retiredOn).filter(day -> day != null).count();
            assertThat(page)
                    .containsPattern(
                            "(?m)^\\| `" + name + "` \\| [^|]+ \\| " + all.size() + " \\| " + retired + " \\|$");
        }
    }

    @Test
    void theCatalogueIsAsItsPageSays() throws IOException {
        var page = Files.readString(DOCS.resolve("indicators.md"));

        assertThat(Published.INDICATORS)
                .isNotEmpty()
                .allSatisfy(indicator -> assertThat(page)
                        .contains("| `" + indicator.code() + "` | " + indicator.askedBy() + " | **"
                                + indicator.labels().in("en", "") + ".** "
                                + indicator.definition().in("en", "") + " | "
                                + indicator.kind().name().toLowerCase(Locale.ROOT) + " |\n"));
    }

    @Test
    void theSourcesAreAsTheirPageSays() throws IOException {
        var page = Files.readString(DOCS.resolve("indicators.md"));
        var codes = new LinkedHashMap<String, List<String>>();
        for (var indicator : Published.INDICATORS) {
            var source = Objects.requireNonNull(indicator.source(), indicator.code());
            codes.computeIfAbsent(named(source) + " | " + source.where(), unseen -> new ArrayList<>())
                    .add("`" + indicator.code() + "`");
            indicator
                    .benchmarks()
                    .forEach(benchmark -> assertThat(page)
                            .contains("| `" + indicator.code() + "` | " + benchmark.value() + " | "
                                    + named(benchmark.source()) + " |\n"));
        }
        codes.forEach(
                (source, of) -> assertThat(page).contains("| " + source + " | " + String.join(", ", of) + " |\n"));
    }

    private static String named(Source source) {
        return source.title() + (source.year() == null ? "" : " (" + source.year() + ")");
    }
}
