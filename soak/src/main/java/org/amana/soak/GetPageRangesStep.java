package org.amana.soak;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.amana.soak.Premises.Tenant;

/// Get Page Ranges, page by page to the end: what is written, or what differs from a snapshot.
///
/// @param snapshot which of the snapshots there are; below 0 for the blob itself
/// @param before   the older snapshot; below 0 for none
/// @param most     ranges in an answer; 0 leaves it to the server
record GetPageRangesStep(Spot spot, int snapshot, int before, int most, Wanted wanted) implements Step {
    @Override
    public Optional<String> run(ModelAccount model, Tenant server) {
        List<String> ranges;
        try {
            ranges = ranges(model);
        } catch (Unmet unmet) {
            return Expected.of(unmet).differenceOf(server.ask(ask(model, ""))).map(it -> this + " " + it);
        }
        ModelAccount.Entry entry = model.require(spot);
        ModelBlob blob = entry.require(ReadBlobStep.snapshot(entry, snapshot));
        List<String> found = new ArrayList<>();
        String marker = "";
        do {
            DirectExchange.Answer answer = server.ask(ask(model, marker));
            Optional<String> difference = Expected.of(200)
                    .with("ETag", blob.etag())
                    .with("Last-Modified", Wanted.date(blob.modified()))
                    .with("x-ms-blob-content-length", Integer.toString(blob.bytes().length))
                    .differenceOf(answer);
            if (difference.isPresent()) {
                return Optional.of(this + " " + difference.get());
            }
            Xml list = Xml.parse(answer.body());
            list.children().stream()
                    .filter(it -> it.name().endsWith("Range"))
                    .forEach(it -> found.add(it.name() + " " + it.text("Start") + "-" + it.text("End")));
            marker = list.text("NextMarker");
        } while (!marker.isEmpty() && found.size() <= ranges.size());
        return found.equals(ranges)
                ? Optional.empty()
                : Optional.of(this + " should tell " + ranges + " but tells " + found);
    }

    private Client.Ask ask(ModelAccount model, String marker) {
        ModelAccount.Entry entry = model.look(spot);
        Map<String, String> headers = new HashMap<>();
        ReadBlobStep.conditions(headers, entry, snapshot, wanted);
        String older = ReadBlobStep.snapshot(entry, before);
        return new Client.Ask(
                "GET",
                spot.path(),
                "comp=pagelist" + ReadBlobStep.query(entry, snapshot)
                        + (older.isEmpty() ? "" : "&prevsnapshot=" + Client.encode(older))
                        + (most == 0 ? "" : "&maxresults=" + most)
                        + (marker.isEmpty() ? "" : "&marker=" + Client.encode(marker)),
                headers,
                new byte[0]);
    }

    private List<String> ranges(ModelAccount model) {
        ReadBlobStep.requireReadable(model, spot, snapshot, wanted);
        ModelAccount.Entry entry = model.require(spot);
        String taken = ReadBlobStep.snapshot(entry, snapshot);
        ModelKind.Page page = entry.require(taken).kind().requirePage();
        ReadBlobStep.found(model, entry, snapshot, wanted);
        String older = ReadBlobStep.snapshot(entry, before);
        if (older.isEmpty()) {
            return joined(page, Optional.empty());
        }
        if (!taken.isEmpty() && older.compareTo(taken) > 0) {
            throw new Unmet(400, "PreviousSnapshotCannotBeNewer");
        }
        ModelBlob then = Optional.ofNullable(entry.snapshots.get(older))
                .orElseThrow(() -> new Unmet(409, "PreviousSnapshotNotFound"));
        if (!(then.kind() instanceof ModelKind.Page known) || !known.birth().equals(page.birth())) {
            throw new Unmet(409, "BlobOverwritten");
        }
        return joined(page, Optional.of(known));
    }

    /// Runs of pages that are alike; those that lie beyond the blob's end now are not told.
    private static List<String> joined(ModelKind.Page page, Optional<ModelKind.Page> then) {
        TreeSet<Integer> numbers = new TreeSet<>(page.written().keySet());
        then.ifPresent(it -> {
            numbers.addAll(
                    it.written().headMap(page.length() / ModelKind.Page.SIZE).keySet());
            numbers.addAll(page.cleared().keySet());
        });
        List<String> ranges = new ArrayList<>();
        String word = "";
        int from = 0;
        int next = -1;
        for (int number : numbers) {
            ModelKind.Sheet now = page.written().get(number);
            boolean same = then.isPresent() && isSame(page, then.get(), number);
            String what = same ? "" : now == null ? "ClearRange" : "PageRange";
            if (!what.equals(word) || number != next) {
                add(ranges, word, from, next);
                word = what;
                from = number;
            }
            next = number + 1;
        }
        add(ranges, word, from, next);
        return ranges;
    }

    private static boolean isSame(ModelKind.Page now, ModelKind.Page then, int number) {
        return Objects.equals(now.written().get(number), then.written().get(number))
                && Objects.equals(now.cleared().get(number), then.cleared().get(number));
    }

    private static void add(List<String> ranges, String word, int from, int next) {
        if (!word.isEmpty()) {
            ranges.add(word + " " + from * ModelKind.Page.SIZE + "-" + (next * ModelKind.Page.SIZE - 1));
        }
    }
}
