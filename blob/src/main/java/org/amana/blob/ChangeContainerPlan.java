package org.amana.blob;

import java.util.function.UnaryOperator;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Amounts;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;

/// Set Container Metadata, Set Container ACL, and the declaration of what a container holds. A lease does not
/// protect from it, but an id that is shown must be the right one.
record ChangeContainerPlan(BlobParts parts, ContainerRef ref, Conditions conditions, UnaryOperator<ContainerRow> change)
        implements Plan<Changed> {
    @Override
    public Planned<Changed> plan(Permitted permitted) {
        Box box = parts.containers().require(permitted, ref);
        ContainerRow seen = require(parts, box);
        seen.lease().requireForRead(conditions.lease(), parts.now(), LeaseKind.CONTAINER);
        ContainerConditions.require(conditions, seen);
        return Planned.of(Amounts.NONE, _ -> carryOut(box));
    }

    private Changed carryOut(Box box) {
        Changed changed = parts.catalog().commit(tx -> {
            ContainerRow row = ContainerRows.find(tx, box.id()).orElseThrow(() -> gone(ref));
            ContainerConditions.require(conditions, row);
            ContainerRow renewed = change.apply(row).changed(parts.versions().next(tx), tx.now());
            ContainerRows.update(tx, renewed);
            return new Changed(renewed.etag(), renewed.lastModified());
        });
        parts.containers().forget(ref);
        return changed;
    }

    static ContainerRow require(BlobParts parts, Box box) {
        return parts.catalog()
                .read(reader -> ContainerRows.find(reader, box.id()))
                .orElseThrow(() -> gone(box.ref()));
    }

    static AmanaException gone(ContainerRef ref) {
        return new AmanaException(ErrorCode.CONTAINER_NOT_FOUND, "container " + ref + " does not exist");
    }
}
