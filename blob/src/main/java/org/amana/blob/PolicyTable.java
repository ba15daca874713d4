package org.amana.blob;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How stored access policies stand in the catalog: one line each, parts between tabs.
final class PolicyTable {
    private PolicyTable() {}

    static Optional<String> encode(List<StoredAccessPolicy> policies) {
        StringBuilder text = new StringBuilder();
        for (StoredAccessPolicy policy : policies) {
            text.append(String.join("\t", policy.id(), policy.start(), policy.expiry(), policy.permissions()))
                    .append('\n');
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(text.toString());
    }

    /// What equals no policy of this id that there can be: for one that is gone already.
    static String gone(String id) {
        StoredAccessPolicy policy = new StoredAccessPolicy(id, "", "", "");
        return encode(List.of(policy, policy)).orElseThrow();
    }

    static List<StoredAccessPolicy> decode(Optional<String> text) {
        List<StoredAccessPolicy> policies = new ArrayList<>();
        text.ifPresent(lines -> lines.lines().forEach(line -> {
            String[] parts = line.split("\t", -1);
            policies.add(new StoredAccessPolicy(parts[0], parts[1], parts[2], parts[3]));
        }));
        return policies;
    }
}
