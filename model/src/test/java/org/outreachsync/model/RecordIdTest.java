package org.outreachsync.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RecordIdTest {

    @Test
    void bytesAndTextGiveTheSameIdBack() {
        var id = RecordId.counted(0xFFFF_FFFFL, 0xFFFF, (1L << 62) - 1);
        assertThat(RecordId.of(id.toBytes())).isEqualTo(id);
        assertThat(RecordId.parse(id.toString())).isEqualTo(id);
        assertThat(id.isCounted()).isTrue();
        assertThat(id.madeBy(0xFFFF_FFFFL, 0xFFFF)).isTrue();
        assertThat(id.counter()).isEqualTo((1L << 62) - 1);
    }

    @Test
    void aNaturalIdDependsOnEveryPartAndItsPlace() {
        var id = RecordId.natural(5, "S1", "20000");
        assertThat(RecordId.natural(5, "S1", "20000")).isEqualTo(id);
        assertThat(RecordId.natural(5, "20000", "S1")).isNotEqualTo(id);
        assertThat(RecordId.natural(4, "S1", "20000")).isNotEqualTo(id);
        assertThat(id.isCounted()).isFalse();
    }

    @Test
    void refusesWhatIsNoId() {
        assertThatThrownBy(() -> RecordId.of(new byte[15])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RecordId.of(new byte[16])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RecordId.counted(1, 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RecordId.counted(1, 0x10000, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
