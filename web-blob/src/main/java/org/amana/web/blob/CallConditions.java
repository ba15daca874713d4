package org.amana.web.blob;

import java.util.Optional;
import org.amana.blob.Conditions;
import org.amana.blob.CustomerKey;
import org.amana.blob.ETagCondition;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// Under which conditions a request is to be done: what its headers say, with the keys that it brings and what its
/// signature permits.
final class CallConditions {
    private CallConditions() {}

    /// @throws AmanaException `INVALID_HEADER`
    static Conditions of(Call call) {
        return keyed(call, ConditionHeaders.target(call::header));
    }

    /// What the request says of keys, and no other condition.
    static Conditions ofKeys(Call call) {
        return keyed(call, Conditions.NONE);
    }

    /// The conditions of an operation that reads, which `If-None-Match: *` could never meet.
    ///
    /// @throws AmanaException `UNSATISFIABLE_CONDITION`
    static Conditions toRead(Call call) {
        Conditions conditions = of(call);
        if (conditions.ifNoneMatch() instanceof ETagCondition.Any) {
            throw new AmanaException(ErrorCode.UNSATISFIABLE_CONDITION, "If-None-Match: * is never met by a read");
        }
        return conditions;
    }

    /// The conditions of an operation that writes content. A signature that permits new blobs alone makes one more.
    static Conditions toWrite(Call call) {
        return call.identity().isCreateOnly() ? of(call).creatingOnly() : of(call);
    }

    /// The conditions of an operation on tags, which has headers of its own for them beside the lease and
    /// `x-ms-if-tags`.
    static Conditions ofTags(Call call) {
        return keyed(call, ConditionHeaders.ofTags(call::header));
    }

    /// What must hold of the blob that is copied from.
    ///
    /// @throws AmanaException `INVALID_HEADER`; as [CustomerKeyHeaders#ofSource]
    static Conditions ofSource(Call call) {
        Optional<CustomerKey> key = call.sourceKey();
        Conditions conditions = ConditionHeaders.source(call::header);
        return key.isEmpty() ? conditions : conditions.withCustomerKey(key.get());
    }

    private static Conditions keyed(Call call, Conditions conditions) {
        Conditions keyed = call.customerKey().isEmpty()
                ? conditions
                : conditions.withCustomerKey(call.customerKey().get());
        return call.scope().isEmpty() ? keyed : keyed.inScope(call.scope().get());
    }
}
