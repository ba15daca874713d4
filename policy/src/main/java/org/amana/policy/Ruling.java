package org.amana.policy;

import java.util.List;

/// What policy says to a request at one moment.
sealed interface Ruling {
    /// Ids of the deciding policies.
    List<String> rules();

    /// @param policies id of the policy set
    record Allowed(Purpose purpose, List<String> rules, String policies) implements Ruling {}

    /// @param purpose its id; "" where the credential names one that there is not
    /// @param policies id of the policy set
    record Refused(Reasons.Refusal refusal, List<String> rules, String purpose, String policies) implements Ruling {}
}
