package org.amana.blob;

import java.time.Instant;
import java.util.Optional;

/// What must hold for an operation to be done: the conditional headers, the lease id, the tag expression, the
/// customer's key and the encryption scope of a request. Beginning with [#NONE], each `with` adds one.
///
/// @param ifModifiedSince [Instant#MIN] when not asked: everything was modified since
/// @param ifUnmodifiedSince [Instant#MAX] when not asked: nothing was modified since
/// @param lease [LeaseId#NONE] when not sent
/// @param ifTags [TagCondition#none] when not sent
/// @param customerKey with which what is read was encrypted, and what is written is to be; empty when not sent
/// @param scope the encryption scope that is to be written in; empty for the one of the container. Reads need none
/// @param createOnly whether a write may only make what is not there, because the caller may do no more
public record Conditions(
        ETagCondition ifMatch,
        ETagCondition ifNoneMatch,
        Instant ifModifiedSince,
        Instant ifUnmodifiedSince,
        LeaseId lease,
        TagCondition ifTags,
        Optional<CustomerKey> customerKey,
        Optional<ScopeName> scope,
        boolean createOnly) {

    public static final Conditions NONE = new Conditions(
            ETagCondition.absent(),
            ETagCondition.absent(),
            Instant.MIN,
            Instant.MAX,
            LeaseId.NONE,
            TagCondition.none(),
            Optional.empty(),
            Optional.empty(),
            false);

    public Conditions withIfMatch(ETagCondition condition) {
        return new Conditions(
                condition,
                ifNoneMatch,
                ifModifiedSince,
                ifUnmodifiedSince,
                lease,
                ifTags,
                customerKey,
                scope,
                createOnly);
    }

    public Conditions withIfNoneMatch(ETagCondition condition) {
        return new Conditions(
                ifMatch, condition, ifModifiedSince, ifUnmodifiedSince, lease, ifTags, customerKey, scope, createOnly);
    }

    public Conditions withIfModifiedSince(Instant time) {
        return new Conditions(
                ifMatch, ifNoneMatch, time, ifUnmodifiedSince, lease, ifTags, customerKey, scope, createOnly);
    }

    public Conditions withIfUnmodifiedSince(Instant time) {
        return new Conditions(
                ifMatch, ifNoneMatch, ifModifiedSince, time, lease, ifTags, customerKey, scope, createOnly);
    }

    public Conditions withLease(LeaseId id) {
        return new Conditions(
                ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince, id, ifTags, customerKey, scope, createOnly);
    }

    public Conditions withIfTags(TagCondition condition) {
        return new Conditions(
                ifMatch,
                ifNoneMatch,
                ifModifiedSince,
                ifUnmodifiedSince,
                lease,
                condition,
                customerKey,
                scope,
                createOnly);
    }

    public Conditions withCustomerKey(CustomerKey key) {
        return new Conditions(
                ifMatch,
                ifNoneMatch,
                ifModifiedSince,
                ifUnmodifiedSince,
                lease,
                ifTags,
                Optional.of(key),
                scope,
                createOnly);
    }

    public Conditions inScope(ScopeName name) {
        return new Conditions(
                ifMatch,
                ifNoneMatch,
                ifModifiedSince,
                ifUnmodifiedSince,
                lease,
                ifTags,
                customerKey,
                Optional.of(name),
                createOnly);
    }

    /// For a caller who may not overwrite.
    public Conditions creatingOnly() {
        return new Conditions(
                ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince, lease, ifTags, customerKey, scope, true);
    }

    /// Whether `If-Modified-Since` was sent.
    boolean asksModified() {
        return !ifModifiedSince.equals(Instant.MIN);
    }

    /// Whether `If-Unmodified-Since` was sent.
    boolean asksUnmodified() {
        return !ifUnmodifiedSince.equals(Instant.MAX);
    }
}
