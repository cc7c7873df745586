package org.outreachsync.disclosure;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/**
 * A recipient with a solver, who knows all relations, the policy and all that was ever told, and works out what each
 * cell can be in whole numbers.
 */
public final class Attack {

    private final Table table;
    private final Map<String, Told> told;

    /** An attack on a release of a table. */
    public Attack(Table table, Map<String, Told> told) {
        this.table = table;
        this.told = told;
    }

    /** What the cell can be; counts above the greatest of the table by far are cut off. */
    public Range on(String cell) {
        return new Range(bound(cell, false), bound(cell, true));
    }

    private long bound(String cell, boolean most) {
        var model = new ExpressionsBasedModel();
        var variables = new HashMap<String, Variable>();
        long cap = 2 * table.cells().stream().mapToLong(Cell::value).max().orElse(0) + 100;
        for (int number = 0; number < table.cells().size(); number++) {
            var name = table.cells().get(number).name();
            var heard = told.get(name);
            var range = (heard == null ? Range.ANY : heard.range()).and(table.known(number));
            variables.put(
                    name,
                    model.newVariable(name).integer(true).lower(range.least()).upper(Math.min(range.most(), cap)));
        }
        int relations = 0;
        for (var relation : table.namedRelations()) {
            var expression = model.newExpression("relation " + relations++).lower(0);
            if (relation.isEqual()) {
                expression.upper(0);
            }
            relation.wholes().forEach(name -> expression.set(variables.get(name), -1));
            relation.parts().forEach(name -> expression.set(variables.get(name), 1));
        }
        var attacked = Objects.requireNonNull(variables.get(cell));
        attacked.weight(1);
        Optimisation.Result result = most ? model.maximise() : model.minimise();
        if (!result.getState().isOptimal()) {
            throw new IllegalStateException("the solver ended with " + result.getState());
        }
        return Math.round(result.doubleValue(model.getVariables().indexOf(attacked)));
    }
}
