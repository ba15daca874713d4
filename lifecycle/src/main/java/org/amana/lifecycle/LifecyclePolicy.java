package org.amana.lifecycle;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.amana.kernel.AmanaException;

/// The rules of an account.
///
/// @param text as it was written, in JSON
public record LifecyclePolicy(String text, List<Rule> rules) {
    public LifecyclePolicy {
        rules = List.copyOf(rules);
    }

    /// Reads a management policy in the form that Azure has (*Lifecycle management policy definition*): what
    /// `az storage account management-policy create --policy` takes.
    ///
    /// @throws AmanaException `INVALID_ARGUMENT` naming the place and what is wrong with it; what is not
    ///     understood is never passed over
    public static LifecyclePolicy parse(String json) {
        return new LifecyclePolicy(json, new PolicyReader(json).rules());
    }

    /// How many of its rules are on.
    public long enabled() {
        return rules.stream().filter(Rule::enabled).count();
    }

    boolean reaches(String container) {
        return rules.stream().anyMatch(rule -> rule.reaches(container));
    }

    Optional<DueStep> due(Aged blob, Instant now) {
        return rules.stream()
                .flatMap(rule -> rule.due(blob, now))
                .max(Comparator.comparing(DueStep::step, Step.BY_THRIFT));
    }
}
