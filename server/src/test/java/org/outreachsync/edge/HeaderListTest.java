package org.outreachsync.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HeaderListTest {

    private static List<String> items(String... lines) {
        return HeaderList.items(List.of(lines));
    }

    @Test
    void readsTheItemsOfAllLines() {
        assertThat(items()).isEmpty();
        assertThat(items("a")).containsExactly("a");
        assertThat(items("a,b", "c;q=0.5 , d e")).containsExactly("a", "b", "c;q=0.5", "d e");
    }

    @Test
    void passesOverEmptyItems() {
        assertThat(items("", ",", " \t,, ")).isEmpty();
        assertThat(items(",a", "", "b,", "\t, c ,\t,")).containsExactly("a", "b", "c");
    }

    @Test
    void keepsOtherWhiteSpace() {
        assertThat(items("\u000Ba", "\u00A0", "\u2003b ")).containsExactly("\u000Ba", "\u00A0", "\u2003b");
    }
}
