package org.amana.soak;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
    /// What an item tells beside its properties.
    private static final List<String> OF_THE_ITEM =
            List.of("Deleted", "VersionId", "IsCurrentVersion", "HasVersionsOnly");

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
            boolean shown = entry.blob.isPresent()
                    || (!entry.staged.isEmpty() && include.contains("uncommittedblobs"))
                    || hasShownPast(entry);
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

    /// Whether a name is there for what is deleted of it, or for its versions, alone.
    private boolean hasShownPast(ModelAccount.Entry entry) {
        boolean versions = include.contains("versions") || include.contains("deletedwithversions");
        boolean deleted = include.contains("deleted");
        return (versions && !entry.versions.isEmpty())
                || ((versions || deleted) && include.contains("snapshots") && !entry.snapshots.isEmpty())
                || (deleted && entry.deleted.values().stream().anyMatch(this::shows));
    }

    private boolean shows(ModelAccount.Gone gone) {
        return switch (gone.kind()) {
            case SNAPSHOT -> include.contains("snapshots");
            case VERSION -> include.contains("versions");
            case BLOB -> true;
        };
    }

    private void add(List<String> lines, String name, ModelAccount.Entry entry, ModelAccount model) {
        TreeMap<String, String> past = new TreeMap<>();
        if (include.contains("snapshots")) {
            entry.snapshots.forEach((taken, snapshot) -> past.put(taken, line(name, taken, snapshot, Map.of())));
        }
        if (include.contains("versions")) {
            entry.versions.forEach((id, version) -> past.put(id, line(name, "", version, Map.of())));
        }
        if (include.contains("deleted")) {
            deleted(past, name, entry, model);
        }
        lines.addAll(past.values());
        if (entry.blob.isEmpty() && include.contains("deletedwithversions")) {
            entry.lastOfDeleted().ifPresent(last -> lines.add(line(name, "", last, onlyVersions())));
        }
        if (entry.blob.isPresent()) {
            ModelBlob blob = entry.blob.get();
            Map<String, String> how =
                    new TreeMap<>(blob.version().isEmpty() ? Map.of() : Map.of("IsCurrentVersion", "true"));
            how.put("LeaseState", blob.lease().state(model.now()));
            how.put("LeaseStatus", blob.lease().locks(model.now()) ? "locked" : "unlocked");
            how.put("LeaseDuration", blob.lease().duration(model.now()).orElse(""));
            lines.add(line(name, "", blob, how));
        } else if (!entry.staged.isEmpty() && include.contains("uncommittedblobs")) {
            lines.add("uncommitted " + name);
        }
    }

    private Map<String, String> onlyVersions() {
        Map<String, String> how =
                new TreeMap<>(Map.of("HasVersionsOnly", "true", "LeaseState", "available", "LeaseStatus", "unlocked"));
        if (!include.contains("versions")) {
            how.put("VersionId", "");
        }
        return how;
    }

    /// What was a blob is told as a snapshot where another would be the blob again.
    private void deleted(Map<String, String> past, String name, ModelAccount.Entry entry, ModelAccount model) {
        Optional<String> blob = entry.blob.isPresent() ? Optional.empty() : entry.lastDeletedBlob();
        entry.deleted.forEach((moment, gone) -> {
            boolean isBlob = blob.equals(Optional.of(moment));
            boolean asSnapshot = gone.kind() == ModelAccount.Gone.Kind.SNAPSHOT
                    || (gone.kind() == ModelAccount.Gone.Kind.BLOB && !isBlob);
            if (asSnapshot ? include.contains("snapshots") : shows(gone)) {
                Map<String, String> how = Map.of(
                        "Deleted", "true",
                        "DeletedTime", Wanted.date(gone.at()),
                        "RemainingRetentionDays", Long.toString(daysLeft(gone, model)));
                past.put(moment, line(name, asSnapshot ? moment : "", gone.blob(), how));
            }
        });
    }

    private static long daysLeft(ModelAccount.Gone gone, ModelAccount model) {
        Duration since = Duration.between(gone.at(), model.now());
        return Duration.ofDays(model.daysKept()).minus(since).toDays();
    }

    /// @param how what else is told: of the blob itself its lease, of nothing past
    private String line(String name, String snapshot, ModelBlob blob, Map<String, String> how) {
        Map<String, String> facts = new TreeMap<>();
        OF_THE_ITEM.forEach(fact -> facts.put(fact, ""));
        List.of("LeaseState", "LeaseStatus", "LeaseDuration", "DeletedTime", "RemainingRetentionDays")
                .forEach(fact -> facts.put(fact, ""));
        facts.put("VersionId", snapshot.isEmpty() ? blob.version() : "");
        facts.putAll(how);
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
        if (properties.child("Creation-Time").isEmpty()) {
            return "uncommitted " + item.text("Name");
        }
        Map<String, String> facts = new TreeMap<>();
        facts.put("Name", item.text("Name"));
        facts.put("Snapshot", item.text("Snapshot"));
        OF_THE_ITEM.forEach(fact -> facts.put(fact, item.text(fact)));
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
                "CopySource",
                "DeletedTime",
                "RemainingRetentionDays")) {
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
