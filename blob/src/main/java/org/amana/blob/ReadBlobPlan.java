package org.amana.blob;

import java.util.function.Function;
import org.amana.policy.Amounts;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;

/// Get Blob Properties, Get Blob Metadata, Get Blob Tags: reads what is known of a blob or snapshot.
///
/// @param key whether the customer's key of a blob that has one must be shown for it
/// @param answer what of it is asked for
record ReadBlobPlan<R>(BlobParts parts, ReadBlob command, Key key, Function<BlobProperties, R> answer)
        implements Plan<R> {
    enum Key {
        /// For what is encrypted with it, metadata among it.
        NEEDED,
        /// For what listings tell, and tags.
        NOT_NEEDED
    }

    @Override
    public Planned<R> plan(Permitted permitted) {
        BlobRef ref = command.blob();
        Box box = parts.containers().require(permitted, ref.container());
        BlobRow row = parts.require(box, ref);
        row.lease().requireForRead(command.conditions().lease(), parts.now(), LeaseKind.BLOB);
        Preconditions.requireForRead(command.conditions(), row, ref);
        if (key == Key.NEEDED) {
            parts.scopes().keys(box, row, command.conditions(), ref);
            row = row.opened(command.conditions());
        }
        R result = answer.apply(row.properties(parts.now()));
        return Planned.of(Amounts.touched(1), _ -> result);
    }
}
