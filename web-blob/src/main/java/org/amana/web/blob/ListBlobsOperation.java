package org.amana.web.blob;

import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.amana.blob.BlobItem;
import org.amana.blob.BlobKind;
import org.amana.blob.BlobPage;
import org.amana.blob.BlobProperties;
import org.amana.blob.BlobService;
import org.amana.blob.CopyState;
import org.amana.blob.ListBlobs;
import org.amana.blob.ListInclude;
import org.amana.blob.Md5;
import org.amana.blob.Snapshot;
import org.amana.blob.Standing;
import org.amana.blob.Tier;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Action;
import org.amana.policy.Plan;

/// Azure REST: *List Blobs*, flat and by hierarchy.
final class ListBlobsOperation implements Operation<BlobPage> {
    static final Need NEED = new Need(Action.LIST, "c", "l", "l");

    private static final String TAGS = "tags";
    private static final String VERSIONS = "versions";
    private static final String DELETED = "deleted";
    private static final String UNCOMMITTED = "uncommittedblobs";
    private static final String DELETED_WITH_VERSIONS = "deletedwithversions";

    private static final Map<String, ListInclude> OURS = Map.of(
            "snapshots",
            ListInclude.SNAPSHOTS,
            Listing.METADATA,
            ListInclude.METADATA,
            TAGS,
            ListInclude.TAGS,
            UNCOMMITTED,
            ListInclude.UNCOMMITTED_BLOBS,
            "copy",
            ListInclude.COPY,
            DELETED,
            ListInclude.DELETED,
            VERSIONS,
            ListInclude.VERSIONS,
            DELETED_WITH_VERSIONS,
            ListInclude.DELETED_WITH_VERSIONS);

    /// What is not told of a container just because it is open to everybody.
    private static final Set<String> MORE_THAN_OPEN = Set.of(VERSIONS, DELETED, DELETED_WITH_VERSIONS, UNCOMMITTED);

    /// What each answer tells anyway; these words make it tell them.
    private static final String POLICY = "immutabilitypolicy";

    private static final String HOLD = "legalhold";

    /// Asked for by clients of a hierarchical namespace; there is none, so the answer is complete without them.
    private static final String PERMISSIONS = "permissions";

    private final BlobService blobs;

    ListBlobsOperation(BlobService blobs) {
        this.blobs = blobs;
    }

    @Override
    public String name() {
        return "List Blobs";
    }

    @Override
    public Need need() {
        return NEED;
    }

    @Override
    public Access access(Call call) {
        Set<String> words = Listing.includes(call.query());
        Need tagged = words.contains(TAGS) ? NEED.withLetter('t') : NEED;
        return Access.of(call, Collections.disjoint(words, MORE_THAN_OPEN) ? tagged : tagged.withPast());
    }

    @Override
    public Plan<BlobPage> plan(Call call) {
        Query query = call.query();
        // Azure REST: List Blobs. There are no files and directories to tell apart in a flat namespace.
        if (query.has("showonly")) {
            throw query.invalid(
                    ErrorCode.UNSUPPORTED_QUERY_PARAMETER,
                    "showonly",
                    "absent: it is for accounts with a hierarchical namespace");
        }
        // It goes with answers in Arrow alone, which are not made here.
        if (query.has("endbefore")) {
            throw query.invalid(
                    ErrorCode.UNSUPPORTED_QUERY_PARAMETER,
                    "endBefore",
                    "absent: where a listing in XML ends says maxresults");
        }
        return blobs.listBlobs(new ListBlobs(
                call.container(),
                query.text("prefix"),
                query.text("delimiter"),
                query.text("marker"),
                query.text("startfrom"),
                Listing.pageSize(query),
                includes(query)));
    }

    private static Set<ListInclude> includes(Query query) {
        return words(query).stream().filter(OURS::containsKey).map(OURS::get).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> words(Query query) {
        Set<String> known = new TreeSet<>(OURS.keySet());
        known.addAll(Set.of(POLICY, HOLD, PERMISSIONS));
        return Listing.includes(query, known);
    }

    @Override
    public void answer(Call call, BlobPage page, Reply reply) throws IOException {
        Xml xml = new Xml()
                .open(
                        "EnumerationResults",
                        "ServiceEndpoint",
                        call.serviceUrl(),
                        "ContainerName",
                        call.target().container());
        Listing.echo(xml, call.query());
        Set<String> told = words(call.query());
        xml.open("Blobs");
        for (BlobItem item : page.items()) {
            switch (item) {
                case BlobItem.Blob blob -> write(xml, blob, told, reply.now());
                case BlobItem.OnlyVersions blob -> write(xml, blob, told, reply.now());
                case BlobItem.Prefix prefix ->
                    xml.open("BlobPrefix").name("Name", prefix.name()).close("BlobPrefix");
            }
        }
        xml.close("Blobs").text("NextMarker", page.nextMarker()).close("EnumerationResults");
        reply.status(200).send(xml);
    }

    private static void write(Xml xml, BlobItem.Blob blob, Set<String> told, Instant now) {
        xml.open("Blob").name("Name", blob.name());
        Standing standing = blob.properties().standing();
        if (standing.isDeleted()) {
            xml.text("Deleted", true);
        }
        if (!blob.snapshot().equals(Snapshot.NONE)) {
            xml.text("Snapshot", blob.snapshot().toString());
        }
        if (standing.version().isPresent()) {
            xml.text("VersionId", standing.version().toString());
            if (standing.isCurrentVersion()) {
                xml.text("IsCurrentVersion", true);
            }
        }
        BlobProperties properties = blob.properties();
        xml.open("Properties");
        if (!properties.committed()) {
            writeUncommitted(xml);
            xml.close("Properties").close("Blob");
            return;
        }
        describe(xml, properties, told, now);
    }

    /// A blob that is deleted, as its newest version is. It is no version that could be read, and so has a lease as
    /// blobs have.
    private static void write(Xml xml, BlobItem.OnlyVersions blob, Set<String> told, Instant now) {
        xml.open("Blob").name("Name", blob.name());
        if (told.contains(VERSIONS)) {
            xml.text("VersionId", blob.version().toString());
        }
        xml.text("HasVersionsOnly", true).open("Properties");
        Listing.lease(xml, blob.properties().lease());
        describe(xml, blob.properties(), told, now);
    }

    /// The rest of a blob, in its properties and behind them.
    private static void describe(Xml xml, BlobProperties properties, Set<String> told, Instant now) {
        writeProperties(xml, properties);
        properties.keeping().expires().ifPresent(it -> xml.text("Expiry-Time", HttpDate.format(it)));
        if (told.contains(POLICY)) {
            KeepingHeaders.policy(xml, properties);
        }
        if (told.contains(HOLD)) {
            KeepingHeaders.hold(xml, properties);
        }
        properties.standing().deletion().ifPresent(it -> Listing.deletion(xml, it, now));
        xml.close("Properties");
        if (told.contains(Listing.METADATA)) {
            writeMetadata(xml, properties);
        }
        if (told.contains(TAGS) && !properties.tags().isEmpty()) {
            TagsXml.write(xml, properties.tags());
        }
        xml.close("Blob");
    }

    private static void writeMetadata(Xml xml, BlobProperties properties) {
        if (properties.keeping().encryption().isPresent()) {
            xml.open("Metadata", "Encrypted", "true").close("Metadata");
        } else {
            Listing.metadata(xml, properties.metadata());
        }
    }

    /// Of what has waiting blocks only there is nothing to tell yet.
    private static void writeUncommitted(Xml xml) {
        xml.text("Content-Length", 0)
                .text("BlobType", BlobKind.BLOCK_BLOB)
                .text("AccessTier", Tier.HOT.word())
                .text("AccessTierInferred", true)
                .text("LeaseStatus", "unlocked")
                .text("LeaseState", "available")
                .text("ServerEncrypted", false);
    }

    private static void writeProperties(Xml xml, BlobProperties properties) {
        var headers = properties.headers();
        xml.text("Creation-Time", HttpDate.format(properties.created()))
                .text("Last-Modified", HttpDate.format(properties.lastModified()))
                .text("Etag", properties.etag().value())
                .text("Content-Length", properties.length())
                .text("Content-Type", headers.contentType())
                .text("Content-Encoding", headers.contentEncoding())
                .text("Content-Language", headers.contentLanguage())
                .text("Content-MD5", headers.contentMd5().map(Md5::base64).orElse(""))
                .text("Cache-Control", headers.cacheControl())
                .text("Content-Disposition", headers.contentDisposition())
                .text("BlobType", properties.kind().word());
        writeKind(xml, properties);
        if (properties.standing().isBlob()) {
            Listing.lease(xml, properties.lease());
        }
        properties.copy().ifPresent(copy -> writeCopy(xml, copy));
        if (!properties.tags().isEmpty()) {
            xml.text("TagCount", properties.tags().count());
        }
        xml.text("ServerEncrypted", true);
        properties
                .keeping()
                .encryption()
                .ifPresent(it -> xml.text("CustomerProvidedKeySha256", it.key().base64()));
        if (!properties.keeping().scope().isAccountKey()) {
            xml.text("EncryptionScope", properties.keeping().scope().value());
        }
    }

    private static void writeKind(Xml xml, BlobProperties properties) {
        switch (properties.kind()) {
            case BlobKind.Block _ -> TierHeaders.write(xml, properties);
            case BlobKind.Append append -> xml.text("Sealed", append.sealed());
            case BlobKind.Page page -> xml.text(BlobHeaders.SEQUENCE_NUMBER, page.sequenceNumber());
            case BlobKind.IncrementalCopy copy ->
                xml.text(BlobHeaders.SEQUENCE_NUMBER, 0)
                        .text("IncrementalCopy", true)
                        .text("CopyDestinationSnapshot", copy.latest().toString());
        }
    }

    private static void writeCopy(Xml xml, CopyState copy) {
        xml.text("CopyId", copy.id())
                .text("CopySource", copy.source())
                .text("CopyStatus", BlobHeaders.word(copy.status()))
                .text("CopyProgress", BlobHeaders.progress(copy));
        if (!copy.isPending()) {
            xml.text("CopyCompletionTime", HttpDate.format(copy.completed()));
        }
        if (!copy.description().isEmpty()) {
            xml.text("CopyStatusDescription", copy.description());
        }
    }
}
