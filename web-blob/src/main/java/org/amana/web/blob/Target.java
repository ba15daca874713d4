package org.amana.web.blob;

import java.util.Optional;
import org.amana.blob.AccountName;
import org.amana.blob.BlobName;
import org.amana.blob.BlobRef;
import org.amana.blob.ContainerName;
import org.amana.blob.ContainerRef;
import org.amana.blob.Snapshot;
import org.amana.blob.VersionId;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// What a URL names. The names are decoded but not checked yet: whether they are names at all is the operation's
/// answer to give, once it is known who asks.
///
/// @param account without `-secondary`; "" when the URL has none
/// @param secondary whether the URL named the read-only secondary
/// @param container "" at the level of the account
/// @param blob "" above the level of a blob
/// @param rawPath the path as sent, which signatures cover
record Target(String account, boolean secondary, Level level, String container, String blob, String rawPath) {
    /// @throws org.amana.kernel.AmanaException `INVALID_NAME` or `NAME_LENGTH` when a name is none
    AccountName accountName() {
        return new AccountName(account);
    }

    /// @throws org.amana.kernel.AmanaException `INVALID_NAME` or `NAME_LENGTH` when a name is none
    ContainerRef containerRef() {
        return new ContainerRef(accountName(), new ContainerName(container));
    }

    /// The container, whether there is one of the name or not; empty at the level of the account, and where a name is
    /// none.
    Optional<ContainerRef> findContainer() {
        if (level == Level.ACCOUNT) {
            return Optional.empty();
        }
        try {
            return Optional.of(containerRef());
        } catch (AmanaException e) {
            if (e.code() == ErrorCode.INVALID_NAME || e.code() == ErrorCode.NAME_LENGTH) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// @throws org.amana.kernel.AmanaException `INVALID_NAME` or `NAME_LENGTH` when a name is none
    BlobRef blobRef(Snapshot snapshot) {
        return new BlobRef(containerRef(), new BlobName(blob), snapshot);
    }

    /// A container of the same account, reached by the same URL.
    Target inContainer(String name) {
        return new Target(account, secondary, Level.CONTAINER, name, "", rawPath);
    }

    /// The blob, or the snapshot or version of it that the query names.
    ///
    /// @throws org.amana.kernel.AmanaException `EXCLUSIVE_QUERY_PARAMETERS` when it names both
    BlobRef blobRef(Query query) {
        BlobRef blob = blobRef(query.find("snapshot").map(Snapshot::parse).orElse(Snapshot.NONE));
        if (!query.has("versionid")) {
            return blob;
        }
        if (blob.isSnapshot()) {
            throw query.invalid(ErrorCode.EXCLUSIVE_QUERY_PARAMETERS, "versionid", "absent when a snapshot is named");
        }
        return blob.at(VersionId.parse(query.text("versionid")));
    }

    /// What the ledger commits to: `container/blob`, or the container's name.
    String object() {
        return level == Level.BLOB ? container + "/" + blob : container;
    }
}
