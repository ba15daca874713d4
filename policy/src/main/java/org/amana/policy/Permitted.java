package org.amana.policy;

import java.util.List;

/// Policy allowed a request; it is not in the ledger yet. Enough to look things up and to take a body in, not
/// enough to release a byte. Only [Gate] makes one.
public final class Permitted {
    private final AccessRequest request;
    private final List<String> rules;

    Permitted(AccessRequest request, List<String> rules) {
        this.request = request;
        this.rules = List.copyOf(rules);
    }

    public AccessRequest request() {
        return request;
    }

    /// Ids of the policies that decided, sorted.
    public List<String> rules() {
        return rules;
    }
}
