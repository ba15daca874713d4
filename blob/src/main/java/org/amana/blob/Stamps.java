package org.amana.blob;

import java.time.Instant;

/// Which state of a blob a row is, and of when.
///
/// @param version what the ETag is made of; rises with every change
/// @param contentVersion the version that wrote the content; names the content's row when that is long
/// @param lastModified whole seconds
record Stamps(long version, long contentVersion, Instant created, Instant lastModified) {
    /// Of new content, written in this version.
    static Stamps written(long version, Instant created, Instant at) {
        return new Stamps(version, version, created, Seconds.of(at));
    }

    /// The same content, described anew in this version.
    Stamps changed(long newVersion, Instant at) {
        return new Stamps(newVersion, contentVersion, created, Seconds.of(at));
    }

    Stamps withVersion(long other) {
        return new Stamps(other, contentVersion, created, lastModified);
    }
}
