package org.amana.changefeed;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.amana.blob.AccountName;
import org.amana.verifier.Sha256;

/// A file of a feed: an Avro object container file of records `BlobChangeEvent` (Apache Avro 1.12
/// specification, *Object container files*; Azure: *Change feed event records*, schema version 5).
///
/// Azure's client for Java reads the header from the first 4 KiB, knows no schema by its name but where it is defined,
/// and no codec. Where Azure's documentation shows a text in an object without fixed keys, it is a map here.
///
/// @param name of the blob
/// @param endpoint where clients find blobs, without account and slash at its end
record FeedFile(String name, URI endpoint) {
    static final int SCHEMA_VERSION = 5;
    static final String TYPE = "avro/binary";

    static final String SCHEMA = """
            {"type":"record","name":"BlobChangeEvent","fields":[
            {"name":"schemaVersion","type":"long"},
            {"name":"topic","type":"string"},
            {"name":"subject","type":"string"},
            {"name":"eventType","type":"string"},
            {"name":"eventTime","type":"string"},
            {"name":"id","type":"string"},
            {"name":"data","type":{"type":"record","name":"BlobChangeEventData","fields":[
            {"name":"api","type":"string"},
            {"name":"clientRequestId","type":"string"},
            {"name":"requestId","type":"string"},
            {"name":"etag","type":"string"},
            {"name":"contentType","type":"string"},
            {"name":"contentLength","type":"long"},
            {"name":"blobType","type":"string"},
            {"name":"contentOffset","type":["null","long"]},
            {"name":"destinationUrl","type":["null","string"]},
            {"name":"sourceUrl","type":["null","string"]},
            {"name":"url","type":"string"},
            {"name":"recursive","type":["null","boolean"]},
            {"name":"sequencer","type":"string"},
            {"name":"blobVersion","type":["null","string"]},
            {"name":"containerVersion","type":["null","string"]},
            {"name":"blobTier","type":["null","string"]},
            {"name":"snapshot","type":["null","string"]},
            {"name":"previousInfo","type":["null",{"type":"map","values":"string"}]},
            {"name":"blobPropertiesUpdated","type":["null",{"type":"map","values":{"type":"map","values":"string"}}]},
            {"name":"asyncOperationInfo","type":["null",{"type":"map","values":"string"}]},
            {"name":"blobTagsUpdated","type":["null",{"type":"map","values":{"type":"map","values":"string"}}]},
            {"name":"restorePointMarker","type":["null",{"type":"map","values":"string"}]},
            {"name":"storageDiagnostics","type":["null",{"type":"map","values":"string"}]}]}},
            {"name":"dataVersion","type":["null","long"]},
            {"name":"metadataVersion","type":"string"}]}""".replace("\n", "");

    private static final byte[] MAGIC = {'O', 'b', 'j', 1};
    private static final int SYNC = 16;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /// What a file begins with.
    byte[] header() {
        Map<String, String> meta = new TreeMap<>(Map.of("avro.schema", SCHEMA, "avro.codec", "null"));
        AvroBytes out = new AvroBytes();
        return out.raw(MAGIC).map(meta, out::text).raw(sync()).bytes();
    }

    /// A block of records, to stand behind the header and other blocks.
    byte[] block(List<FeedEvents.Noted> events) {
        AvroBytes records = new AvroBytes();
        events.forEach(event -> write(records, event));
        byte[] bytes = records.bytes();
        return new AvroBytes()
                .number(events.size())
                .number(bytes.length)
                .raw(bytes)
                .raw(sync())
                .bytes();
    }

    /// Stands behind every block of this file, so it must be known whenever one is appended: it is made of the name.
    private byte[] sync() {
        return Arrays.copyOf(Sha256.of(name.getBytes(StandardCharsets.UTF_8)), SYNC);
    }

    private void write(AvroBytes out, FeedEvents.Noted noted) {
        FeedEvent event = noted.event();
        out.number(SCHEMA_VERSION)
                .text(topic(event.container().account()))
                .text("/blobServices/default/containers/" + event.container().name() + "/blobs/" + event.name())
                .text(event.type())
                .text(time(noted.happened()))
                .text(event.id());
        writeData(out, noted);
        out.none().text("1");
    }

    private void writeData(AvroBytes out, FeedEvents.Noted noted) {
        FeedEvent event = noted.event();
        FeedEvent.Subject blob = event.blob();
        Details details = event.details();
        out.text(event.api())
                .text(event.clientRequest())
                .text(event.request())
                .text(blob.etag())
                .text(blob.contentType())
                .number(blob.length())
                .text(blob.type())
                .none()
                .none()
                .none()
                .text(url(event))
                .none()
                .text(sequencer(noted.number()))
                .optionalText(blob.version())
                .none()
                .optionalText(blob.tier())
                .optionalText(blob.snapshot())
                .optionalTexts(details.previous())
                .optionalMaps(details.properties())
                .optionalTexts(details.operation())
                .optionalMaps(details.tags())
                .none()
                .none();
    }

    static String time(Instant time) {
        return TIME.format(time);
    }

    private static String topic(AccountName account) {
        return "/subscriptions/amana/resourceGroups/amana/providers/Microsoft.Storage/storageAccounts/" + account;
    }

    private static String sequencer(long number) {
        return String.format(Locale.ROOT, "%048x", number);
    }

    private String url(FeedEvent event) {
        return endpoint + event.container().blob(event.name().value()).urlPath();
    }
}
