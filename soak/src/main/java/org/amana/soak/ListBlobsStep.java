package org.amana.soak;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.amana.soak.Premises.Tenant;

/// List Blobs, page by page to the end.
///
/// @param include words of the parameter
/// @param most    on a page; 0 leaves it to the server
record ListBlobsStep(String container, String prefix, String delimiter, Set<String> include, int most) implements Step {
    ListBlobsStep {
        include = Set.copyOf(include);
    }

    @Override
    public Optional<String> run(ModelAccount model, Tenant server) {
        List<String> wanted;
        try {
            wanted = lines(model.require(container), model);
        } catch (Unmet unmet) {
            return Expected.of(unmet).differenceOf(server.ask(ask(""))).map(difference -> this + " " + difference);
        }
        List<String> found = new ArrayList<>();
        String marker = "";
        do {
            DirectExchange.Answer answer = server.ask(ask(marker));
            Optional<String> difference = Expected.of(200).differenceOf(answer);
            if (difference.isPresent()) {
                return Optional.of(this + " " + difference.get());
            }
            Xml page = Xml.parse(answer.body());
            List<Xml> items = page.child("Blobs").orElseThrow().children();
            if (most > 0 && items.size() > most) {
                return Optional.of(this + " has " + items.size() + " on a page");
            }
            items.forEach(item -> found.add(line(item)));
            marker = page.child("NextMarker").orElseThrow().content();
        } while (!marker.isEmpty() && found.size() <= wanted.size());
        return found.equals(wanted)
                ? Optional.empty()
                : Optional.of(this + " should tell\n  " + String.join("\n  ", wanted) + "\nbut tells\n  "
                        + String.join("\n  ", found));
    }

    private Client.Ask ask(String marker) {
        StringBuilder query = new StringBuilder("restype=container&comp=list");
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("prefix", prefix);
        parameters.put("delimiter", delimiter);
        parameters.put("include", String.join(",", new TreeSet<>(include)));
        parameters.put("marker", marker);
        parameters.put("maxresults", most == 0 ? "" : Integer.toString(most));
        parameters.forEach((name, value) -> {
            if (!value.isEmpty()) {
                query.append('&').append(name).append('=').append(Client.encode(value));
            }
        });
        return Client.Ask.of("GET", "/" + container, query.toString());
    }

    private List<String> lines(ModelAccount.Container box, ModelAccount model) {
        List<String> lines = new ArrayList<>();
        String merged = "";
        for (Map.Entry<String, ModelAccount.Entry> each : box.entries.entrySet()) {
            String name = each.getKey();
            ModelAccount.Entry entry = each.getValue();
            boolean shown = entry.blob.isPresent() || (!entry.staged.isEmpty() && include.contains("uncommittedblobs"));
            if (!shown || !starts(name)) {
                continue;
            }
            int cut = delimiter.isEmpty() ? -1 : name.indexOf(delimiter, prefix.length());
            if (cut >= 0) {
                String common = name.substring(0, cut + delimiter.length());
                if (!common.equals(merged)) {
                    lines.add("prefix " + common);
                    merged = common;
                }
            } else {
                add(lines, name, entry, model);
            }
        }
        return lines;
    }

    private boolean starts(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        byte[] start = prefix.getBytes(StandardCharsets.UTF_8);
        return bytes.length >= start.length && java.util.Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }

    private void add(List<String> lines, String name, ModelAccount.Entry entry, ModelAccount model) {
        if (entry.blob.isEmpty()) {
            lines.add("uncommitted " + name);
            return;
        }
        if (include.contains("snapshots")) {
            entry.snapshots.forEach((taken, snapshot) -> lines.add(line(name, taken, snapshot, model)));
        }
        lines.add(line(name, "", entry.blob.get(), model));
    }

    private String line(String name, String snapshot, ModelBlob blob, ModelAccount model) {
        Map<String, String> facts = new TreeMap<>();
        facts.put("Name", name);
        facts.put("Snapshot", snapshot);
        facts.put("Creation-Time", Wanted.date(blob.created()));
        facts.put("Last-Modified", Wanted.date(blob.modified()));
        facts.put("Etag", blob.etag().replace("\"", ""));
        facts.put("Content-Length", Integer.toString(blob.bytes().length));
        facts.put("Content-Type", blob.type());
        facts.put("Content-MD5", blob.md5().orElse(""));
        facts.put("BlobType", blob.kind().word());
        facts.put("Sealed", blob.kind() instanceof ModelKind.Append append ? Boolean.toString(append.sealed()) : "");
        facts.put(
                "x-ms-blob-sequence-number",
                blob.kind() instanceof ModelKind.Page page ? Long.toString(page.number()) : "");
        facts.put("LeaseState", blob.lease().state(model.now()));
        facts.put("LeaseStatus", blob.lease().locks(model.now()) ? "locked" : "unlocked");
        facts.put("LeaseDuration", blob.lease().duration(model.now()).orElse(""));
        facts.put(
                "TagCount",
                blob.tags().isEmpty() ? "" : Integer.toString(blob.tags().size()));
        facts.put("CopySource", include.contains("copy") ? blob.copiedFrom().orElse("") : "");
        facts.put("Metadata", include.contains("metadata") ? metadata(blob.metadata()) : "{}");
        facts.put("Tags", include.contains("tags") ? blob.tags().toString() : "{}");
        return facts.toString();
    }

    private static String metadata(Map<String, String> metadata) {
        return new TreeMap<>(metadata).toString();
    }

    private static String line(Xml item) {
        if (item.name().equals("BlobPrefix")) {
            return "prefix " + item.text("Name");
        }
        Xml properties = item.child("Properties").orElseThrow();
        if (properties.child("LeaseState").isEmpty()) {
            return "uncommitted " + item.text("Name");
        }
        Map<String, String> facts = new TreeMap<>();
        facts.put("Name", item.text("Name"));
        facts.put("Snapshot", item.text("Snapshot"));
        for (String name : List.of(
                "Creation-Time",
                "Last-Modified",
                "Etag",
                "Content-Length",
                "Content-Type",
                "Content-MD5",
                "BlobType",
                "Sealed",
                "x-ms-blob-sequence-number",
                "LeaseState",
                "LeaseStatus",
                "LeaseDuration",
                "TagCount",
                "CopySource")) {
            facts.put(name, properties.text(name));
        }
        Map<String, String> metadata = new TreeMap<>();
        item.child("Metadata")
                .ifPresent(it -> it.children().forEach(each -> metadata.put(each.name(), each.content())));
        facts.put("Metadata", metadata.toString());
        facts.put(
                "Tags",
                item.child("Tags")
                        .map(GetBlobTagsStep::tags)
                        .orElseGet(TreeMap::new)
                        .toString());
        return facts.toString();
    }
}
