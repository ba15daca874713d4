package org.amana.soak;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/// The conditional headers and the lease id of a request, in words that mean something whatever stands there: so a
/// list of steps keeps its sense when some are left out.
///
/// @param lease "" to show none, [#OWN] to show that of the blob if it has one, or an id
record Wanted(Tag tag, Time time, String lease) {
    static final String OWN = "own";
    static final Wanted NOTHING = new Wanted(Tag.NONE, Time.NONE, "");
    private static final String OTHER_ETAG = "\"0x8D0000000000000\"";
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /// `If-Match` or `If-None-Match`.
    enum Tag {
        NONE,
        MATCH_CURRENT,
        MATCH_OTHER,
        MATCH_ANY,
        NONE_MATCH_CURRENT,
        NONE_MATCH_OTHER,
        NONE_MATCH_ANY;

        boolean matches() {
            return this == MATCH_CURRENT || this == MATCH_OTHER || this == MATCH_ANY;
        }

        boolean excludes() {
            return this == NONE_MATCH_CURRENT || this == NONE_MATCH_OTHER || this == NONE_MATCH_ANY;
        }
    }

    /// `If-Modified-Since` or `If-Unmodified-Since`, at the time of the last change or a second before.
    enum Time {
        NONE,
        MODIFIED_SINCE_BEFORE,
        MODIFIED_SINCE_THEN,
        UNMODIFIED_SINCE_BEFORE,
        UNMODIFIED_SINCE_THEN;

        boolean modified() {
            return this == MODIFIED_SINCE_BEFORE || this == MODIFIED_SINCE_THEN;
        }

        boolean unmodified() {
            return this == UNMODIFIED_SINCE_BEFORE || this == UNMODIFIED_SINCE_THEN;
        }
    }

    static Wanted lease(String lease) {
        return new Wanted(Tag.NONE, Time.NONE, lease);
    }

    Wanted withoutTime() {
        return new Wanted(tag, Time.NONE, lease);
    }

    /// As headers, of a request about a blob or a container with these.
    void write(Map<String, String> headers, String etag, Instant modified, ModelLease held) {
        String current = etag.isEmpty() ? "\"0x8D1111111111111\"" : etag;
        switch (tag) {
            case NONE -> {}
            case MATCH_CURRENT -> headers.put("If-Match", current);
            case MATCH_OTHER -> headers.put("If-Match", OTHER_ETAG);
            case MATCH_ANY -> headers.put("If-Match", "*");
            case NONE_MATCH_CURRENT -> headers.put("If-None-Match", current);
            case NONE_MATCH_OTHER -> headers.put("If-None-Match", OTHER_ETAG);
            case NONE_MATCH_ANY -> headers.put("If-None-Match", "*");
        }
        switch (time) {
            case NONE -> {}
            case MODIFIED_SINCE_BEFORE -> headers.put("If-Modified-Since", date(modified.minusSeconds(1)));
            case MODIFIED_SINCE_THEN -> headers.put("If-Modified-Since", date(modified));
            case UNMODIFIED_SINCE_BEFORE -> headers.put("If-Unmodified-Since", date(modified.minusSeconds(1)));
            case UNMODIFIED_SINCE_THEN -> headers.put("If-Unmodified-Since", date(modified));
        }
        String shown = shown(held);
        if (!shown.isEmpty()) {
            headers.put("x-ms-lease-id", shown);
        }
    }

    void write(Map<String, String> headers, ModelAccount.Entry entry) {
        write(
                headers,
                entry.blob.map(ModelBlob::etag).orElse(""),
                entry.blob.map(ModelBlob::modified).orElse(Instant.EPOCH.plusSeconds(1)),
                entry.lease());
    }

    void write(Map<String, String> headers, ModelBlob blob) {
        write(headers, blob.etag(), blob.modified(), blob.lease());
    }

    static String date(Instant time) {
        return HTTP_DATE.format(time);
    }

    /// The lease id that is shown; "" for none.
    String shown(ModelLease held) {
        return lease.equals(OWN) ? held.id() : lease;
    }

    /// Refuses the reads that no blob could answer, before anybody looks for one.
    void requireReadable() {
        if (tag == Tag.NONE_MATCH_ANY) {
            throw new Unmet(400, "UnsatisfiableCondition");
        }
    }

    /// Decides a read (Azure REST: *Specifying conditional headers*): `If-Match`, and `If-Unmodified-Since`, and one of
    /// `If-None-Match` and `If-Modified-Since`.
    void requireForRead() {
        if (tag == Tag.MATCH_OTHER || time == Time.UNMODIFIED_SINCE_BEFORE) {
            throw Unmet.condition();
        }
        boolean same = tag == Tag.NONE_MATCH_CURRENT || tag == Tag.NONE_MATCH_ANY;
        boolean unmodified = time == Time.MODIFIED_SINCE_THEN;
        boolean both = tag.excludes() && time.modified();
        if (both ? same && unmodified : same || unmodified) {
            throw new Unmet(304, "ConditionNotMet");
        }
    }

    /// Decides a read of what has waiting blocks only, and so no ETag.
    void requireForUncommitted() {
        if (tag.matches()) {
            throw Unmet.condition();
        }
    }

    /// Decides a write of something that is there: the ETag decides where there is one, and only the pairs
    /// `If-None-Match` with `If-Modified-Since` and `If-Match` with `If-Unmodified-Since` are allowed.
    void requireForWrite() {
        requireAllowed();
        boolean met = switch (tag) {
            case NONE -> time != Time.UNMODIFIED_SINCE_BEFORE && time != Time.MODIFIED_SINCE_THEN;
            case MATCH_CURRENT, MATCH_ANY, NONE_MATCH_OTHER -> true;
            case MATCH_OTHER, NONE_MATCH_CURRENT, NONE_MATCH_ANY -> false;
        };
        if (!met) {
            throw Unmet.condition();
        }
    }

    /// Decides a change of something that is there, in place, and its lease.
    void requireForChange(ModelBlob blob, Instant now) {
        blob.lease().requireForWrite(shown(blob.lease()), now, ModelLease.Of.BLOB);
        requireForWrite();
    }

    /// The same of one that overwrites nothing.
    void requireForAddition(ModelBlob blob, Instant now) {
        blob.lease().requireForWrite(shown(blob.lease()), now, ModelLease.Of.BLOB);
        if (tag == Tag.NONE_MATCH_ANY) {
            requireAllowed();
        } else {
            requireForWrite();
        }
    }

    /// Decides a write that may make something new, and its lease.
    void requireForCreate(ModelAccount.Entry before, Instant now) {
        ModelLease held = before.lease();
        if (before.blob.isEmpty()) {
            requireAllowed();
            if (tag.matches()) {
                throw Unmet.condition();
            }
            held.requireForWrite(shown(held), now, ModelLease.Of.BLOB);
            return;
        }
        if (tag == Tag.NONE_MATCH_ANY) {
            requireToCreate(held, now);
        } else {
            requireForWrite();
            held.requireForWrite(shown(held), now, ModelLease.Of.BLOB);
        }
    }

    /// Who holds the lease may write over what is there.
    private void requireToCreate(ModelLease held, Instant now) {
        held.requireForWrite(shown(held), now, ModelLease.Of.BLOB);
        if (shown(held).isEmpty()) {
            throw new Unmet(409, "BlobAlreadyExists");
        }
        requireAllowed();
    }

    private void requireAllowed() {
        if ((tag.matches() && time.modified()) || (tag.excludes() && time.unmodified())) {
            throw new Unmet(400, "MultipleConditionHeadersNotSupported");
        }
    }
}
