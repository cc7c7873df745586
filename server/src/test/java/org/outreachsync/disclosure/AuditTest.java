package org.outreachsync.disclosure;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A mistake of the search cannot publish an unsafe table. */
class AuditTest {

    private static final Policy POLICY = new Policy.Suppress();
    private static final Sensitivity BELOW_5 = new Sensitivity(5, false);
    private static final Table TABLE = Table.builder()
            .cell(new Cell("women", 3, BELOW_5, 0, true))
            .cell(new Cell("men", 40, BELOW_5, 0, true))
            .cell(new Cell("all", 43, BELOW_5, 1, true))
            .relation(Relation.sum("all", List.of("women", "men")))
            .build();

    private static Proof proof(Knowledge knowledge, int[] cells, long... changes) {
        var proof = new Proof(cells, changes);
        proof.measure(knowledge, 5);
        return proof;
    }

    private static Knowledge knowledge(int... leftOut) {
        var knowledge = new Knowledge(TABLE, POLICY, Silence.ZEROS_ARE_TOLD);
        for (int cell : leftOut) {
            knowledge.leaveOut(cell);
        }
        return knowledge;
    }

    private static void check(Knowledge told, Proof... proofs) {
        new Audit(TABLE, POLICY, told.told()).check(List.of(proofs));
    }

    @Test
    void passesWhatIsSafe() {
        var knowledge = knowledge(0, 1);
        check(knowledge, proof(knowledge, new int[] {0, 1}, 1, -1));
    }

    @Test
    void findsAProofThatBreaksARelation() {
        var knowledge = knowledge(0, 1);
        var wrong = proof(knowledge, new int[] {0}, 1);
        assertThatThrownBy(() -> check(knowledge, wrong))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("relation 0");
    }

    @Test
    void findsAProofThatContradictsWhatIsTold() {
        var wrong = proof(knowledge(0, 1), new int[] {0, 1}, 1, -1);
        assertThatThrownBy(() -> check(knowledge(0), wrong))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("men cannot be");
    }

    @Test
    void findsASmallCountWithoutProof() {
        assertThatThrownBy(() -> check(knowledge(0, 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("women");
    }
}
