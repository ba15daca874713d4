package org.amana.blob;

import java.time.Instant;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// Decides conditional headers (Azure REST: *Specifying conditional headers for Blob service operations*).
final class Preconditions {
    private Preconditions() {}

    /// For reads, any combination: `If-Match && If-Unmodified-Since && (If-None-Match || If-Modified-Since)`.
    ///
    /// @throws AmanaException `CONDITION_NOT_MET`, or `NOT_MODIFIED` when what the client has is still good
    static void requireForRead(Conditions conditions, ETag etag, Instant lastModified, Tags tags, Object what) {
        requireTags(conditions, tags, what);
        if (conditions.ifMatch().isPresent() && !conditions.ifMatch().names(etag)) {
            throw notMet(UnmetCondition.MATCH, what, "If-Match names another version than " + etag);
        }
        if (lastModified.isAfter(conditions.ifUnmodifiedSince())) {
            throw notMet(UnmetCondition.UNMODIFIED, what, "it was modified at " + lastModified);
        }
        boolean same = conditions.ifNoneMatch().names(etag);
        boolean unmodified = !lastModified.isAfter(conditions.ifModifiedSince());
        boolean both = conditions.ifNoneMatch().isPresent() && conditions.asksModified();
        boolean notModified = both ? same && unmodified : same || unmodified;
        if (notModified) {
            throw UnmetCondition.MODIFIED.in(
                    new AmanaException(ErrorCode.NOT_MODIFIED, what + ": not modified since, its ETag is " + etag));
        }
    }

    /// The same of a blob that is read.
    ///
    /// @throws AmanaException `CONDITION_NOT_MET`, or `NOT_MODIFIED` with what is [Unchanged]
    static void requireForRead(Conditions conditions, BlobRow row, Object what) {
        try {
            requireForRead(conditions, row.etag(), row.lastModified(), row.tags(), what);
        } catch (AmanaException e) {
            throw e.code() == ErrorCode.NOT_MODIFIED
                    ? new Unchanged(
                                    row.etag(),
                                    row.lastModified(),
                                    row.headers().cacheControl())
                            .in(e)
                    : e;
        }
    }

    /// For writes of something that exists: one header, or one of the pairs `If-None-Match` +
    /// `If-Modified-Since` and `If-Match` + `If-Unmodified-Since`, of which the ETag decides.
    ///
    /// @throws AmanaException `CONDITION_NOT_MET`, or `MULTIPLE_CONDITIONS` for another combination
    static void requireForWrite(Conditions conditions, ETag etag, Instant lastModified, Tags tags, Object what) {
        requireAllowedCombination(conditions);
        requireTags(conditions, tags, what);
        if (conditions.ifNoneMatch().isPresent()) {
            if (conditions.ifNoneMatch().names(etag)) {
                throw notMet(UnmetCondition.MODIFIED, what, "If-None-Match names its version " + etag);
            }
        } else if (conditions.ifMatch().isPresent()) {
            if (!conditions.ifMatch().names(etag)) {
                throw notMet(UnmetCondition.MATCH, what, "If-Match names another version than " + etag);
            }
        } else if (!lastModified.isAfter(conditions.ifModifiedSince())) {
            throw notMet(UnmetCondition.MODIFIED, what, "it was not modified since " + lastModified);
        } else if (lastModified.isAfter(conditions.ifUnmodifiedSince())) {
            throw notMet(UnmetCondition.UNMODIFIED, what, "it was modified at " + lastModified);
        }
    }

    /// For writes that make something: as [#requireForWrite], but `If-None-Match: *` is a conflict of its own, or
    /// met by who holds the lease.
    ///
    /// @throws AmanaException also `BLOB_EXISTS`, and `UNAUTHORIZED_OVERWRITE` for who may only create
    static void requireForCreate(
            Conditions conditions, boolean holdsLease, ETag etag, Instant lastModified, Tags tags, Object what) {
        if (conditions.createOnly()) {
            throw new AmanaException(
                    ErrorCode.UNAUTHORIZED_OVERWRITE, what + ": it exists, and the signature permits new blobs only");
        }
        if (conditions.ifNoneMatch() instanceof ETagCondition.Any && !holdsLease) {
            throw new AmanaException(ErrorCode.BLOB_EXISTS, what + ": it exists already");
        }
        requireForAddition(conditions, etag, lastModified, tags, what); // who holds the lease knows what is there
    }

    /// For writes that take nothing away from what exists: as [#requireForWrite], but `If-None-Match: *`, sent so
    /// that nothing is overwritten, is met.
    ///
    /// @throws AmanaException as [#requireForWrite]
    static void requireForAddition(Conditions conditions, ETag etag, Instant lastModified, Tags tags, Object what) {
        if (conditions.ifNoneMatch() instanceof ETagCondition.Any) {
            requireAllowedCombination(conditions);
            requireTags(conditions, tags, what);
        } else {
            requireForWrite(conditions, etag, lastModified, tags, what);
        }
    }

    /// For writes that make something that is not there.
    ///
    /// @throws AmanaException `CONDITION_NOT_MET` for `If-Match` and for tags that would have to be there
    static void requireForAbsent(Conditions conditions, Object what) {
        requireAllowedCombination(conditions);
        requireTags(conditions, Tags.NONE, what);
        requireNoMatch(conditions, what);
    }

    /// The same of something of which blocks wait already: without an ETag, their time counts.
    ///
    /// @param lastModified when a block came last
    static void requireForStaged(Conditions conditions, Instant lastModified, Object what) {
        requireForAbsent(conditions, what);
        if (!conditions.ifNoneMatch().isPresent() && !lastModified.isAfter(conditions.ifModifiedSince())) {
            throw notMet(UnmetCondition.MODIFIED, what, "its last block came at " + lastModified);
        }
    }

    /// For reads of what has waiting blocks only: it has neither an ETag nor tags, and no time of a last change.
    ///
    /// @throws AmanaException `CONDITION_NOT_MET` for `If-Match` and for tags that would have to be there
    static void requireForUncommitted(Conditions conditions, Object what) {
        requireTags(conditions, Tags.NONE, what);
        requireNoMatch(conditions, what);
    }

    /// @param since when the tier was given, or what stands for that
    /// @throws AmanaException `TIER_CONDITION_NOT_MET`
    static void requireTier(TierCondition condition, Instant since, Object what) {
        if (!condition.isMetBy(since)) {
            throw new AmanaException(ErrorCode.TIER_CONDITION_NOT_MET, what + ": its tier was given at " + since);
        }
    }

    private static void requireNoMatch(Conditions conditions, Object what) {
        if (conditions.ifMatch().isPresent()) {
            throw notMet(UnmetCondition.MATCH, what, "it does not exist");
        }
    }

    /// The same decision about the source of a copy, in words of its own.
    ///
    /// @throws AmanaException `SOURCE_CONDITION_NOT_MET`, with an [UnmetCondition]
    static void requireForSource(Conditions conditions, ETag etag, Instant lastModified, Tags tags, Object what) {
        try {
            requireForRead(conditions, etag, lastModified, tags, what);
        } catch (AmanaException e) {
            throw UnmetCondition.of(e)
                    .in(new AmanaException(ErrorCode.SOURCE_CONDITION_NOT_MET, "copy source " + e.message(), e));
        }
    }

    private static void requireAllowedCombination(Conditions conditions) {
        boolean match = conditions.ifMatch().isPresent();
        boolean noneMatch = conditions.ifNoneMatch().isPresent();
        boolean modified = conditions.asksModified();
        boolean unmodified = conditions.asksUnmodified();
        if ((match && (noneMatch || modified)) || (unmodified && (noneMatch || modified))) {
            throw new AmanaException(
                    ErrorCode.MULTIPLE_CONDITIONS, "these conditional headers cannot be combined for a write");
        }
        if (isMany(conditions.ifMatch()) || isMany(conditions.ifNoneMatch())) {
            throw new AmanaException(
                    ErrorCode.MULTIPLE_CONDITIONS, "a conditional header for a write names one ETag only");
        }
    }

    private static boolean isMany(ETagCondition condition) {
        return condition instanceof ETagCondition.OneOf(var tags) && tags.size() > 1;
    }

    private static void requireTags(Conditions conditions, Tags tags, Object what) {
        if (!conditions.ifTags().isMetBy(tags)) {
            throw notMet(UnmetCondition.TAGS, what, "its tags do not meet x-ms-if-tags");
        }
    }

    private static AmanaException notMet(UnmetCondition condition, Object what, String why) {
        return condition.in(new AmanaException(ErrorCode.CONDITION_NOT_MET, what + ": " + why));
    }
}
