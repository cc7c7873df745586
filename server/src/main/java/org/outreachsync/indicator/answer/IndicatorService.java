package org.outreachsync.indicator.answer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.outreachsync.indicator.answer.IndicatorAnswer.Previous;
import org.outreachsync.indicator.answer.IndicatorAnswer.SiteProgress;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.catalogue.Definition;
import org.outreachsync.indicator.cell.CellWatermarks.Marks;
import org.outreachsync.indicator.cell.CellWatermarks.Progress;
import org.outreachsync.indicator.count.CountingContext;
import org.outreachsync.indicator.count.QuestionCounter;
import org.outreachsync.indicator.cube.Cube;
import org.outreachsync.indicator.question.CheckedQuestion;
import org.outreachsync.indicator.question.Comparison;
import org.outreachsync.indicator.question.Entered;
import org.outreachsync.indicator.question.Places;
import org.outreachsync.indicator.question.Question;
import org.outreachsync.indicator.question.Tablets;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;

/**
 * Answers questions about indicators. Persons are counted once over all sites and days of a question. An answer is
 * cached until something that it depends on changes. Thread-safe.
 */
public final class IndicatorService {

    /** The maximum total {@link #weight weight} of cached answers; a unit is about 100 bytes. */
    private static final long REMEMBERED_MAX = 500_000;
    /** The number of values of a row without its labels, of an answer without rows and sites, and of a site. */
    private static final int VALUES_OF_A_ROW = 6;

    private static final int VALUES_OF_AN_ANSWER = 40;
    private static final int VALUES_OF_A_SITE = 5;

    private final Catalogue catalogue;
    private final CodeLists codes;
    private final AskedPlaces askedPlaces;
    private final Cube cube;
    private final Context around;
    private final Cache<Key, IndicatorAnswer> remembered = Caffeine.newBuilder()
            .maximumWeight(REMEMBERED_MAX)
            .weigher((Key key, IndicatorAnswer answer) -> weight(answer))
            .build();

    /**
     * The data that answers depend on, in addition to records.
     *
     * @param programme gives the codes of all sites of the programme
     * @param places the placements of the sites
     * @param entered reads the entered denominators and targets, once per question
     * @param tablets the tablets that may still hold unsent records
     * @param zone the time zone of the programme's dates
     * @param clock determines today
     */
    public record Context(
            Supplier<Collection<String>> programme,
            Places places,
            Supplier<Entered> entered,
            Tablets tablets,
            ZoneId zone,
            InstantSource clock) {

        LocalDate today() {
            return LocalDate.ofInstant(clock.instant(), zone);
        }
    }

    /** Everything that an answer depends on, so a cached answer is never stale. */
    private record Key(
            CheckedQuestion question, Progress<Marks> progress, Places places, Object entered, LocalDate today) {}

    /** Answers with this catalogue from this cube. */
    public IndicatorService(Catalogue catalogue, CodeLists codes, Cube cube, Context around) {
        this.catalogue = catalogue;
        this.codes = codes;
        this.askedPlaces = new AskedPlaces(codes);
        this.cube = cube;
        this.around = around;
    }

    /** The indicators and age schemes. */
    public Catalogue catalogue() {
        return catalogue;
    }

    /**
     * An indicator of the catalogue.
     *
     * @throws RefusedException NOT_FOUND for an unknown code
     */
    public Definition definition(String code) {
        var definition = catalogue.definitions().get(code);
        if (definition == null) {
            throw new RefusedException(
                    Code.NOT_FOUND, "There is no such indicator. The list of indicators has all codes.");
        }
        return definition;
    }

    /**
     * Answers a question.
     *
     * @param allowed the codes of the sites that the caller may see
     * @throws RefusedException SCOPE_DENIED for a site that the caller may not see; PARAMETER for a breakdown that the
     *     indicator does not have or that has too many rows, for an unknown age scheme, region or country, and for a
     *     period before which there is none to compare with
     */
    public IndicatorAnswer answer(Collection<String> allowed, Question asked) {
        var programme = programme(allowed);
        var places = around.places().now();
        var question = check(asked, allowed, programme, places);
        var answer = cube.ask(
                programme,
                progress -> asker(allowed, programme, places, progress).answer(question));
        return answer.with(SyncedTablets.of(
                question, around.tablets(), around.zone(), around.clock().instant()));
    }

    private Collection<String> programme(Collection<String> allowed) {
        var all = new TreeSet<>(around.programme().get());
        all.addAll(allowed);
        return all;
    }

    private CheckedQuestion check(
            Question asked, Collection<String> allowed, Collection<String> programme, Places places) {
        var question = asked.check(catalogue, allowed);
        askedPlaces.check(question, programme, places);
        return question;
    }

    /** What answers depend on is read once here, so that an answer is cached under what it was counted from. */
    private Asker asker(
            Collection<String> allowed, Collection<String> programme, Places places, Progress<Marks> progress) {
        var entered = around.entered().get();
        var context = new CountingContext(catalogue, codes, cube, places, entered, programme, around.today());
        return new Asker(allowed, progress, context);
    }

    /**
     * Asks several questions whose answers are exact for the same state of the logs. Newer records are not counted
     * before it returns, so it should be short.
     *
     * @param allowed the codes of the sites that the caller may see
     * @param questions asks; called again from the start if a recount repairs cells in between
     */
    public <T> T inOneState(Collection<String> allowed, Function<Asker, T> questions) {
        var programme = programme(allowed);
        var places = around.places().now();
        return cube.ask(programme, progress -> questions.apply(asker(allowed, programme, places, progress)));
    }

    /** How far sites are counted now. Those that are behind are counted in the background. */
    public SortedMap<String, SiteProgress> progress(Collection<String> sites) {
        return cube.ask(sites, progress -> progress(sites, progress.marks()));
    }

    /** Answers questions from one state of the logs. Only within {@link #inOneState}. */
    public final class Asker {

        private final Collection<String> allowed;
        private final Progress<Marks> progress;
        private final CountingContext context;

        private Asker(Collection<String> allowed, Progress<Marks> progress, CountingContext context) {
            this.allowed = allowed;
            this.progress = progress;
            this.context = context;
        }

        /**
         * Answers a question, without saying which tablets may still hold unsent records.
         *
         * @throws RefusedException as {@link IndicatorService#answer}
         */
        public IndicatorAnswer answer(Question asked) {
            return answer(check(asked, allowed, context.programme(), context.places()));
        }

        private IndicatorAnswer answer(CheckedQuestion question) {
            return remembered.get(
                    new Key(
                            question,
                            progress,
                            context.places(),
                            context.entered().state(),
                            context.today()),
                    key -> count(question, progress.marks(), context));
        }
    }

    /** The approximate number of values in an answer. */
    private static int weight(IndicatorAnswer answer) {
        var previous = answer.previous();
        int rows =
                answer.rows().size() + (previous == null ? 0 : previous.rows().size());
        return VALUES_OF_AN_ANSWER
                + answer.sites().size() * VALUES_OF_A_SITE
                + rows * (VALUES_OF_A_ROW + answer.dimensions().size());
    }

    private IndicatorAnswer count(CheckedQuestion question, Map<String, Marks> marks, CountingContext context) {
        var counter = new QuestionCounter(context, question);
        var table = new FigureTable(question, counter, context.today());
        var rows = table.rows();
        return new IndicatorAnswer(
                question.definition(),
                question.period(),
                List.copyOf(question.sites()),
                List.copyOf(question.by()),
                question.compared(),
                table.whole(),
                rows,
                table.isProvisional(),
                question.definition().periods().has(question.period()),
                counter.late(),
                question.compared().contains(Comparison.PREVIOUS) ? previous(context, question) : null,
                OwnLabels.of(codes, rows),
                progress(question.sites(), marks),
                new TreeMap<>());
    }

    private static Previous previous(CountingContext context, CheckedQuestion question) {
        var before = question.over(question.period().previous());
        var table = new FigureTable(before, new QuestionCounter(context, before), context.today());
        return new Previous(before.period(), table.whole(), table.rows());
    }

    private static SortedMap<String, SiteProgress> progress(Collection<String> sites, Map<String, Marks> marks) {
        var progress = new TreeMap<String, SiteProgress>();
        for (var site : sites) {
            var mark = marks.getOrDefault(site, new Marks(0, 0, 0));
            progress.put(
                    site,
                    new SiteProgress(
                            Math.max(mark.reach(), mark.records()),
                            mark.cells(),
                            mark.reach() > mark.cells() ? mark.reach() : null));
        }
        return progress;
    }
}
