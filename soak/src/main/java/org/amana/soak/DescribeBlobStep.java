package org.amana.soak;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Set Blob Metadata, Set Blob Properties or Set Blob Tags.
///
/// @param values what is set: metadata, tags, or a standard header by its wire name
record DescribeBlobStep(Spot spot, What what, Map<String, String> values, Wanted wanted) implements Step.Request {
    /// What is set.
    enum What {
        METADATA,
        PROPERTIES,
        TAGS
    }

    DescribeBlobStep {
        values = Map.copyOf(values);
    }

    @Override
    public Client.Ask ask(ModelAccount model) {
        Map<String, String> headers = new HashMap<>();
        wanted.write(headers, model.look(spot));
        return switch (what) {
            case METADATA -> {
                values.forEach((name, value) -> headers.put("x-ms-meta-" + name, value));
                yield Client.Ask.put(spot.path(), "comp=metadata", headers, new byte[0]);
            }
            case PROPERTIES -> {
                headers.putAll(values);
                yield Client.Ask.put(spot.path(), "comp=properties", headers, new byte[0]);
            }
            case TAGS ->
                Client.Ask.put(spot.path(), "comp=tags", headers, document().getBytes(StandardCharsets.UTF_8));
        };
    }

    private String document() {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?><Tags><TagSet>");
        values.forEach((name, value) -> xml.append("<Tag><Key>")
                .append(name)
                .append("</Key><Value>")
                .append(value)
                .append("</Value></Tag>"));
        return xml.append("</TagSet></Tags>").toString();
    }

    @Override
    public Expected expect(ModelAccount model) {
        ModelAccount.Entry entry = model.require(spot);
        ModelBlob blob = entry.require();
        wanted.requireForWrite();
        blob.lease().requireForWrite(wanted.shown(blob.lease()), model.now(), ModelLease.Of.BLOB);
        return switch (what) {
            case METADATA -> {
                if (model.keepsVersions()) {
                    model.keepVersion(entry);
                }
                entry.blob = Optional.of(blob.withMetadata(values).changed(model.now()));
                yield Written.anew(200, model, spot).with("x-ms-request-server-encrypted", "true");
            }
            case PROPERTIES -> {
                ModelBlob changed = blob.withHeaders(
                        values.getOrDefault("x-ms-blob-content-type", ""),
                        Optional.ofNullable(values.get("x-ms-blob-content-md5")));
                entry.blob = Optional.of(changed.changed(model.now()));
                yield Written.answer(200, model, spot);
            }
            case TAGS -> { // which change neither ETag nor time (Azure REST: *Set Blob Tags*)
                entry.blob = Optional.of(blob.withTags(new TreeMap<>(values)));
                yield Expected.of(204);
            }
        };
    }
}
