package org.outreachsync.indicator;

import java.util.List;
import java.util.Map;
import org.outreachsync.indicator.Indicator.Kind;

/** The indicators of this version. */
public final class FirstCatalogue {

    /** All of them. */
    public static final List<Indicator> INDICATORS = List.of(
            new Indicator(
                    "CONTACTS",
                    Kind.EVENTS,
                    List.of(Measure.CONTACTS),
                    1,
                    Map.of("en", "Outreach contacts", "ru", "Контакты аутрич", "ky", "Аутрич байланыштар"),
                    "Outreach contacts recorded one by one, and contacts clicked in day tallies."),
            new Indicator(
                    "PERSONS_REACHED",
                    Kind.PERSONS,
                    List.of(Measure.PERSONS_REACHED),
                    1,
                    Map.of("en", "Persons reached", "ru", "Охваченные люди", "ky", "Камтылган адамдар"),
                    "Distinct client codes with at least one contact, exchange or women's visit; anonymous meetings cannot be counted."),
            new Indicator(
                    "SYRINGES_DISTRIBUTED",
                    Kind.UNITS,
                    List.of(Measure.SYRINGES_DISTRIBUTED),
                    1,
                    Map.of("en", "Needles and syringes distributed", "ru", "Выдано игл и шприцев", "ky", "Таратылган ийне-шприцтер"),
                    "Syringes with an integral needle and barrels, each counted once; loose needles are reported apart."),
            new Indicator(
                    "LOOSE_NEEDLES_DISTRIBUTED",
                    Kind.UNITS,
                    List.of(Measure.LOOSE_NEEDLES_DISTRIBUTED),
                    1,
                    Map.of("en", "Loose needles distributed", "ru", "Выдано отдельных игл", "ky", "Таратылган өзүнчө ийнелер"),
                    "Needles given out without a barrel."),
            new Indicator(
                    "SYRINGES_RETURNED",
                    Kind.UNITS,
                    List.of(Measure.SYRINGES_RETURNED),
                    1,
                    Map.of("en", "Needles and syringes returned", "ru", "Возвращено игл и шприцев", "ky", "Кайтарылган ийне-шприцтер"),
                    "Used needles and syringes taken back. Neutral, never a target."),
            new Indicator(
                    "PERSONS_NSP",
                    Kind.PERSONS,
                    List.of(Measure.PERSONS_NSP),
                    1,
                    Map.of("en", "Persons who received needles or syringes", "ru", "Люди, получившие иглы или шприцы", "ky", "Ийне же шприц алган адамдар"),
                    "Distinct client codes with at least one exchange that gave out a syringe, barrel or needle."),
            new Indicator(
                    "WOMEN_VISITS",
                    Kind.EVENTS,
                    List.of(Measure.WOMEN_VISITS),
                    1,
                    Map.of("en", "Women-specific visits", "ru", "Визиты по услугам для женщин", "ky", "Аялдарга арналган кызматтарга баруулар"),
                    "Visits to services made for women."),
            new Indicator(
                    "WOMEN_SERVICES",
                    Kind.EVENTS,
                    List.of(Measure.WOMEN_SERVICES),
                    1,
                    Map.of("en", "Women-specific services", "ru", "Услуги для женщин", "ky", "Аялдарга көрсөтүлгөн кызматтар"),
                    "Services given at visits to services made for women; each service of a visit counts once."),
            new Indicator(
                    "PERSONS_WOMEN_SERVICES",
                    Kind.PERSONS,
                    List.of(Measure.PERSONS_WOMEN_SERVICES),
                    1,
                    Map.of("en", "Persons with a women-specific service", "ru", "Люди, получившие услуги для женщин", "ky", "Аялдар кызматын алган адамдар"),
                    "Distinct client codes with at least one women-specific visit."));

    private FirstCatalogue() {}
}
