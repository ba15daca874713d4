package org.amana.soak;

import java.time.Duration;
import java.util.Optional;
import org.amana.soak.Premises.Tenant;

/// Nobody asks anything for a while.
record TimePassesStep(Duration by) implements Step {
    @Override
    public Optional<String> run(ModelAccount model, Tenant server) {
        model.pass(by);
        return Optional.empty();
    }
}
