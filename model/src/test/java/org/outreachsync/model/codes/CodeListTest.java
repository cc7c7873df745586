package org.outreachsync.model.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CodeListTest {

    private static final LocalDate BEGAN = LocalDate.of(2020, 1, 1);
    private static final LocalDate RETIRED = LocalDate.of(2024, 6, 1);

    private final CodeList list =
            new CodeList("commodity", 3, List.of(code(1, "SYR_2", null), code(200, "SYR_3", RETIRED)));

    @Test
    void findsByIdAndByName() {
        assertThat(list.byId(200)).isSameAs(list.byCode("SYR_3")).isNotNull();
        assertThat(list.byId(2)).isNull();
        assertThat(list.byId(0)).isNull();
        assertThat(list.byId(-1)).isNull();
        assertThat(list.byId(Integer.MAX_VALUE)).isNull();
        assertThat(list.byCode("SYR_4")).isNull();
        assertThat(list.isCode(1, "SYR_2")).isTrue();
        assertThat(list.isCode(1, "SYR_3")).isFalse();
        assertThat(list.isCode(2, "SYR_2")).isFalse();
        assertThat(list.hasAttribute(1, "counts_as_syringe")).isTrue();
        assertThat(list.hasAttribute(1, "counts_as_needle")).isFalse();
        assertThat(list.hasAttribute(2, "counts_as_syringe")).isFalse();
    }

    @Test
    void retiredCodeIsKnownAndValidUntilTheDayBeforeItRetired() {
        assertThat(list.isKnown(200)).isTrue();
        assertThat(list.isValidOn(200, BEGAN.minusDays(1))).isFalse();
        assertThat(list.isValidOn(200, BEGAN)).isTrue();
        assertThat(list.isValidOn(200, RETIRED.minusDays(1))).isTrue();
        assertThat(list.isValidOn(200, RETIRED)).isFalse();
        assertThat(list.isValidOn(1, LocalDate.of(2100, 1, 1))).isTrue();
        assertThat(list.isValidOn(2, BEGAN)).isFalse();
    }

    @Test
    void labelFallsBackToEnglish() {
        var code = new Code(1, "NSP", BEGAN, null, 1, text(Map.of("en", "Exchange", "ru", "Обмен")), Attributes.NONE);
        assertThat(code.label("ru")).isEqualTo("Обмен");
        assertThat(code.label("tg")).isEqualTo("Exchange");
        assertThat(new Code(1, "NSP", BEGAN, null, 1, text(Map.of()), Attributes.NONE).label("tg"))
                .isEqualTo("NSP");
    }

    @Test
    void refusesContradictions() {
        assertThatThrownBy(() -> new CodeList("x", 1, List.of(code(1, "A", null), code(1, "B", null))))
                .isInstanceOf(CodeListException.class)
                .hasMessageContaining("id 1 twice");
        assertThatThrownBy(() -> new CodeList("x", 1, List.of(code(1, "A", null), code(2, "A", null))))
                .isInstanceOf(CodeListException.class)
                .hasMessageContaining("A twice");
        assertThatThrownBy(() -> code(0, "A", null)).isInstanceOf(CodeListException.class);
        assertThatThrownBy(() -> code(Code.ID_MAX + 1, "A", null)).isInstanceOf(CodeListException.class);
        assertThatThrownBy(() -> code(1, "A", BEGAN)).isInstanceOf(CodeListException.class);
        assertThatThrownBy(() -> new CodeLists(1, List.of(list, list))).isInstanceOf(CodeListException.class);
    }

    @Test
    void refusesACodeFromALaterVersionThanTheSet() {
        var late = new Code(1, "A", BEGAN, null, 2, text(Map.of()), Attributes.NONE);
        assertThatThrownBy(() -> new CodeLists(1, List.of(new CodeList("x", 1, List.of(late)))))
                .isInstanceOf(CodeListException.class)
                .hasMessageContaining("version 2");
    }

    @Test
    void unknownListIsATypedError() {
        var lists = new CodeLists(1, List.of(list));
        assertThat(lists.get("commodity")).isSameAs(list);
        assertThat(lists.names()).containsExactly("commodity");
        assertThatThrownBy(() -> lists.get("colour"))
                .isInstanceOfSatisfying(
                        UnknownCodeListException.class,
                        e -> assertThat(e.list()).isEqualTo("colour"));
    }

    private static LocalizedText text(Map<String, String> byLanguage) {
        return new LocalizedText(byLanguage, Set.of());
    }

    private static Code code(int id, String code, @Nullable LocalDate retiredOn) {
        return new Code(
                id,
                code,
                BEGAN,
                retiredOn,
                1,
                text(Map.of("en", code)),
                new Attributes(Set.of("counts_as_syringe"), Map.of(), Map.of()));
    }
}
