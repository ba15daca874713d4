package org.amana.blob;

import org.amana.policy.Amounts;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;

/// Get Blob Service Properties.
record ServicePropertiesPlan(BlobParts parts, AccountName name) implements Plan<ServiceProperties> {
    @Override
    public Planned<ServiceProperties> plan(Permitted permitted) {
        ServiceProperties properties =
                parts.accounts().serviceProperties(parts.accounts().require(name));
        return Planned.of(Amounts.NONE, _ -> properties);
    }
}
