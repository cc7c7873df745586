package org.outreachsync;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.Scanner;

/** Who may see whom. The flow of a record can be read from the folders, and stays so. */
@AnalyzeClasses(packages = "org.outreachsync", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] DOMAIN = {
        "org.outreachsync.sync..", "org.outreachsync.log..", "org.outreachsync.record..",
                "org.outreachsync.projection..",
        "org.outreachsync.indicator..", "org.outreachsync.targets..", "org.outreachsync.identity..",
                "org.outreachsync.keys..",
        "org.outreachsync.intake..", "org.outreachsync.recount..", "org.outreachsync.codes..",
                "org.outreachsync.sheet..",
        "org.outreachsync.export.exchange..", "org.outreachsync.export.dhis2.."
    };

    @ArchTest
    static final ArchRule onlyTheMongoAdapterSeesTheDriver = noClasses()
            .that(resideOutside("org.outreachsync.store.mongo.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage("com.mongodb..", "org.bson.."));

    @ArchTest
    static final ArchRule onlyTheSqliteAdapterSeesJdbc = noClasses()
            .that(resideOutside("org.outreachsync.store.sqlite.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite.."));

    @ArchTest
    static final ArchRule onlyEdgeAndAppAndOutboundHttpSeeTheNetwork = noClasses()
            .that(DescribedPredicate.not(resideInAnyPackage(
                    "org.outreachsync.edge..", "org.outreachsync.app..", "org.outreachsync.export.http..")))
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.vertx..", "io.netty..", "io.micrometer..", "java.net.http.."))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyChannelsSpeakSshAndSmtp = noClasses()
            .that(resideOutside("org.outreachsync.export.channel.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.apache.sshd..", "jakarta.mail..", "org.eclipse.angus.."));

    @ArchTest
    static final ArchRule onlyKeysSeesTink = noClasses()
            .that(resideOutside("org.outreachsync.keys.."))
            .should()
            .dependOnClassesThat(resideInAPackage("com.google.crypto.tink.."));

    @ArchTest
    static final ArchRule theCoreIsPure = classes()
            .that(resideInAnyPackage(
                    "org.outreachsync.model..", "org.outreachsync.merge..", "org.outreachsync.validate.."))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "org.outreachsync.model..",
                    "org.outreachsync.merge..",
                    "org.outreachsync.validate..",
                    "java..",
                    "org.jspecify.."));

    @ArchTest
    static final ArchRule theDomainSeesOnlyThePortOfAStore = noClasses()
            .that(resideInAnyPackage(DOMAIN))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "org.outreachsync.store.memory..",
                    "org.outreachsync.store.sqlite..",
                    "org.outreachsync.store.mongo..",
                    "org.outreachsync.edge..",
                    "org.outreachsync.app..",
                    "org.outreachsync.cli.."));

    /** Limits are numbers, and all stand in one place; where a setting comes from is no business of the domain. */
    @ArchTest
    static final ArchRule theDomainReadsNoEnvironment = noClasses()
            .that(resideInAnyPackage(DOMAIN))
            .should()
            .dependOnClassesThat()
            .haveNameMatching("org\\.outreachsync\\.config\\.(ServerConfig|Environment|ConfigException)(\\$.*)?");

    @ArchTest
    static final ArchRule theStoreKnowsNothingOfTheDomain = noClasses()
            .that(resideInAPackage("org.outreachsync.store.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage(DOMAIN));

    @ArchTest
    static final ArchRule nobodySeesTheApp = noClasses()
            .that(resideInAPackage("org.outreachsync.edge.."))
            .should()
            .dependOnClassesThat(resideInAPackage("org.outreachsync.app.."));

    /**
     * What reads texts of strangers by patterns or splits them; {@code BadHeadsIT} gives each of these the worst of
     * texts.
     */
    private static final String[] HELD_TO_LINEAR_TIME = {
        "org.outreachsync.edge.Exchange",
        "org.outreachsync.edge.Route",
        "org.outreachsync.edge.route.Tags",
        "org.outreachsync.identity.Placement",
        "org.outreachsync.indicator.Period",
        "org.outreachsync.model.Lookalikes",
        "org.outreachsync.refusal.Parameters"
    };

    private static final DescribedPredicate<JavaClass> READS_STRANGERS = resideInAnyPackage(
                    "org.outreachsync.edge..",
                    "org.outreachsync.intake..",
                    "org.outreachsync.sync..",
                    "org.outreachsync.identity..",
                    "org.outreachsync.export.channel..",
                    "org.outreachsync.targets..",
                    "org.outreachsync.record..",
                    "org.outreachsync.projection..",
                    "org.outreachsync.export.dhis2..",
                    "org.outreachsync.export.exchange..",
                    "org.outreachsync.export.http..",
                    "org.outreachsync.refusal..",
                    "org.outreachsync.indicator",
                    "org.outreachsync.indicator.question..",
                    "org.outreachsync.indicator.answer..",
                    "org.outreachsync.model..",
                    "org.outreachsync.validate..",
                    "org.outreachsync.merge..")
            .and(DescribedPredicate.not(JavaClass.Predicates.belongToAnyOf(named(HELD_TO_LINEAR_TIME))));

    @ArchTest
    static final ArchRule noNewPatternReadsStrangers = noClasses()
            .that(READS_STRANGERS)
            .should()
            .callMethodWhere(target(owner(type(String.class)))
                    .and(target(nameMatching("matches|split|replaceAll|replaceFirst|splitWithDelimiters"))))
            .orShould()
            .dependOnClassesThat(resideInAPackage("java.util.regex"))
            .orShould()
            .dependOnClassesThat(type(Scanner.class));

    private static Class<?>[] named(String... names) {
        return Arrays.stream(names).map(ArchitectureTest::named).toArray(Class<?>[]::new);
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException(gone);
        }
    }

    @ArchTest
    static final ArchRule namesSayWhatAThingIs = noClasses()
            .should()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Impl");

    private static DescribedPredicate<JavaClass> resideOutside(String inside) {
        return DescribedPredicate.not(resideInAPackage(inside));
    }
}
