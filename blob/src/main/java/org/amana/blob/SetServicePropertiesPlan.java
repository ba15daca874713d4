package org.amana.blob;

import org.amana.policy.Amounts;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;

/// Set Blob Service Properties.
record SetServicePropertiesPlan(BlobParts parts, SetServiceProperties command) implements Plan<ServiceProperties> {
    @Override
    public Planned<ServiceProperties> plan(Permitted permitted) {
        Account account = parts.accounts().require(command.account());
        return Planned.of(Amounts.NONE, _ -> {
            parts.accounts().setServiceProperties(account, command.properties());
            return command.properties();
        });
    }
}
