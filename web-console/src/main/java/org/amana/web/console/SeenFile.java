package org.amana.web.console;

import org.amana.blob.BlobItem;
import org.amana.blob.BlobRef;
import org.amana.blob.ContainerRef;
import org.amana.blob.ETagCondition;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// A file in the version that somebody saw.
///
/// @param etag of that version
/// @param said how a form says it: the ETag, a blank, and the name
record SeenFile(ETagCondition etag, String said, BlobRef blob) {
    /// @throws AmanaException `INVALID_ARGUMENT` if it says no file
    static SeenFile of(ContainerRef container, String said) {
        int blank = said.indexOf(' ');
        if (blank < 1) {
            throw new AmanaException(ErrorCode.INVALID_ARGUMENT, "not the ETag and the name of a file: " + said);
        }
        return new SeenFile(
                ETagCondition.parse(said.substring(0, blank)), said, container.blob(said.substring(blank + 1)));
    }

    static SeenFile of(ContainerRef container, BlobItem.Blob file) {
        return of(container, said(file));
    }

    /// How a form says which version of a file was seen.
    static String said(BlobItem.Blob file) {
        return file.properties().etag().value() + " " + file.name();
    }
}
