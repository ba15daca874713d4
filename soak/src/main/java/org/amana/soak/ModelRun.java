package org.amana.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.testkit.ManualClock;

/// Does lists of steps to a server and to a model of it, each on an account of its own. For one thread.
final class ModelRun {
    private final Premises premises;
    private final ManualClock clock;
    private int accounts;
    private long done;

    ModelRun(Premises premises, ManualClock clock) {
        this.premises = premises;
        this.clock = clock;
    }

    /// Steps done so far.
    long done() {
        return done;
    }

    /// Does the steps in turn, and looks at everything in the end.
    ///
    /// @return the first difference
    Optional<String> differences(List<Step> steps) {
        Premises.Tenant tenant = premises.tenant("model" + ++accounts);
        ModelAccount model = new ModelAccount(clock, tenant);
        List<Step> all = new ArrayList<>(StepChoice.beginning());
        all.addAll(steps);
        all.addAll(StepChoice.end());
        for (Step step : all) {
            Optional<String> difference = step.run(model, tenant);
            done++;
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    /// The fewest of the steps that could be found to make a difference, told for a report.
    String shrunk(List<Step> steps) {
        List<Step> fewest = Shrinking.fewest(steps, some -> differences(some).isPresent());
        StringBuilder told = new StringBuilder(differences(fewest).orElse("(not again)"));
        told.append("\nafter these steps, ")
                .append(fewest.size())
                .append(" of ")
                .append(steps.size())
                .append(':');
        fewest.forEach(step -> told.append("\n  ").append(step));
        return told.toString();
    }
}
