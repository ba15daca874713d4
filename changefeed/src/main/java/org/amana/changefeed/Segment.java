package org.amana.changefeed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.amana.blob.ContainerName;

/// What happened from one time on, for a while: an hour, unless it is set shorter (Azure: *Change feed segments*).
record Segment(Instant begin, Duration length) {
    /// What stands in every feed from its beginning and is always empty.
    static final Segment INITIAL = new Segment(Instant.parse("1601-01-01T00:00:00Z"), Duration.ofHours(1));

    static final String MANIFESTS = "idx/segments/";

    /// Where it says how far the feed may be read.
    static final String LAST_CONSUMABLE = "meta/segments.json";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter PATH =
            DateTimeFormatter.ofPattern("uuuu/MM/dd/HHmm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    enum Status {
        PUBLISHING("Publishing"),
        FINALIZED("Finalized");

        private final String azure;

        Status(String azure) {
            this.azure = azure;
        }
    }

    /// The one that an instant lies in.
    static Segment of(Instant instant, Duration length) {
        long begin = Math.floorDiv(instant.toEpochMilli(), length.toMillis()) * length.toMillis();
        return new Segment(Instant.ofEpochMilli(begin), length);
    }

    /// The one whose manifest has this name; empty for another name.
    static Optional<Segment> ofManifest(String name, Duration length) {
        try {
            return name.startsWith(MANIFESTS) && name.endsWith("/meta.json")
                    ? Optional.of(new Segment(
                            PATH.parse(
                                    name.substring(MANIFESTS.length(), name.length() - "/meta.json".length()),
                                    Instant::from),
                            length))
                    : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    Instant end() {
        return begin.plus(length);
    }

    Segment next() {
        return new Segment(end(), length);
    }

    boolean isBefore(Segment other) {
        return begin.isBefore(other.begin);
    }

    String manifest() {
        return MANIFESTS + PATH.format(begin) + "/meta.json";
    }

    /// Where its files are. There is one shard: changes of one house are in one order.
    String files() {
        return "log/00/" + PATH.format(begin) + "/";
    }

    String file(int chunk) {
        return files() + String.format(Locale.ROOT, "%05d.avro", chunk);
    }

    /// What stands in its manifest.
    byte[] describe(Status status, Instant now) {
        ObjectNode json = JSON.createObjectNode();
        json.put("version", 0);
        json.put("begin", TIME.format(begin));
        json.put("intervalSecs", length.toSeconds());
        json.put("status", status.azure);
        json.putObject("config")
                .put("version", 0)
                .put("configVersionEtag", "0x8de2b0a1c2d3e4f")
                .put("numShards", 1)
                .put("recordsFormat", "avro")
                .put("formatSchemaVersion", FeedFile.SCHEMA_VERSION)
                .put("shardDistFnVersion", 1);
        var paths = json.putArray("chunkFilePaths");
        if (!equals(INITIAL)) {
            paths.add(ContainerName.CHANGE_FEED + "/" + files());
        }
        return finish(json, now);
    }

    /// What stands in [#LAST_CONSUMABLE] once this is the last segment that is done.
    byte[] asLastConsumable(Instant now) {
        ObjectNode json = JSON.createObjectNode();
        json.put("version", 0);
        json.put("lastConsumable", TIME.format(begin));
        return finish(json, now);
    }

    private static byte[] finish(ObjectNode json, Instant now) {
        json.putObject("storageDiagnostics")
                .put("version", 0)
                .put("lastModifiedTime", TIME.format(now))
                .putObject("data")
                .put("aid", UUID.randomUUID().toString());
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers can be written as JSON", e);
        }
    }
}
