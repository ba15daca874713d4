package org.amana.blob;

import java.util.function.Function;
import org.amana.policy.Amounts;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;

/// Get Container Properties, Get Container Metadata, Get Container ACL.
///
/// @param answer what of it is asked for
record ReadContainerPlan<R>(BlobParts parts, ReadContainer command, Function<ContainerRow, R> answer)
        implements Plan<R> {
    @Override
    public Planned<R> plan(Permitted permitted) {
        Box box = parts.containers().require(permitted, command.container());
        ContainerRow row = ChangeContainerPlan.require(parts, box);
        row.lease().requireForRead(command.conditions().lease(), parts.now(), LeaseKind.CONTAINER);
        R result = answer.apply(row);
        return Planned.of(Amounts.NONE, _ -> result);
    }
}
