package org.amana.soak;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.amana.soak.Premises.Tenant;

/// What a server shows under one name.
///
/// @param staged    sizes of the blocks that wait, by id
/// @param snapshots their times and contents, oldest first
record Shown(Optional<byte[]> content, Map<String, Long> staged, List<Taken> snapshots, boolean leased) {
    /// A snapshot.
    @SuppressWarnings("ArrayRecordComponent") // compared by hand
    record Taken(String id, byte[] content) {}

    static Shown of(Tenant tenant, Spot spot) {
        Optional<byte[]> content = read(tenant, spot, "");
        boolean leased = content.isPresent()
                && tenant.ask(new Client.Ask("HEAD", spot.path(), "", Map.of(), new byte[0]))
                        .header("x-ms-lease-status")
                        .equals(Optional.of("locked"));
        Map<String, Long> staged = new TreeMap<>();
        DirectExchange.Answer blocks =
                tenant.ask(Client.Ask.of("GET", spot.path(), "comp=blocklist&blocklisttype=uncommitted"));
        if (blocks.status() == 200) {
            Xml.parse(blocks.body())
                    .child("UncommittedBlocks")
                    .ifPresent(list -> list.children()
                            .forEach(block -> staged.put(
                                    new String(
                                            Base64.getDecoder().decode(block.text("Name")), StandardCharsets.US_ASCII),
                                    Long.parseLong(block.text("Size")))));
        }
        return new Shown(content, staged, content.isPresent() ? snapshots(tenant, spot) : List.of(), leased);
    }

    private static Optional<byte[]> read(Tenant tenant, Spot spot, String query) {
        DirectExchange.Answer answer = tenant.ask(Client.Ask.of("GET", spot.path(), query));
        return answer.status() == 200 ? Optional.of(answer.body()) : Optional.empty();
    }

    private static List<Taken> snapshots(Tenant tenant, Spot spot) {
        DirectExchange.Answer list = tenant.ask(Client.Ask.of(
                "GET",
                "/" + spot.container(),
                "restype=container&comp=list&include=snapshots&prefix=" + Client.encode(spot.name())));
        List<Taken> snapshots = new ArrayList<>();
        for (Xml blob : Xml.parse(list.body()).child("Blobs").orElseThrow().children()) {
            String id = blob.text("Snapshot");
            if (!id.isEmpty() && blob.text("Name").equals(spot.name())) {
                snapshots.add(new Taken(
                        id, read(tenant, spot, "snapshot=" + Client.encode(id)).orElseGet(() -> new byte[0])));
            }
        }
        return snapshots;
    }

    /// Whether this is what somebody remembers.
    boolean is(Kept kept) {
        Map<String, Long> sizes = new TreeMap<>();
        kept.staged().forEach((id, piece) -> sizes.put(id, (long) piece.size()));
        boolean same = kept.content().isPresent() == content.isPresent()
                && kept.lease().isPresent() == leased
                && sizes.equals(staged)
                && kept.snapshots().size() == snapshots.size()
                && (content.isEmpty() || kept.content().orElseThrow().is(content.get()));
        for (int i = 0; same && i < snapshots.size(); i++) {
            Kept.Snapshot known = kept.snapshots().get(i);
            same = (known.id().equals(Kept.Snapshot.UNKNOWN)
                            || known.id().equals(snapshots.get(i).id()))
                    && known.content().is(snapshots.get(i).content());
        }
        return same;
    }

    /// The same memory with the snapshots' times as they are shown.
    Kept named(Kept kept) {
        List<Kept.Snapshot> named = new ArrayList<>();
        for (int i = 0; i < snapshots.size(); i++) {
            named.add(new Kept.Snapshot(
                    snapshots.get(i).id(), kept.snapshots().get(i).content()));
        }
        return new Kept(kept.content(), kept.staged(), named, kept.lease());
    }

    @Override
    public String toString() {
        return content.map(it -> it.length + " bytes").orElse("no blob") + ", blocks " + staged + ", snapshots "
                + snapshots.stream().map(Taken::id).toList() + ", leased " + leased;
    }
}
