package org.amana.inventory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.amana.blob.BlobItem;
import org.amana.blob.BlobRef;
import org.amana.blob.ContainerRef;
import org.amana.blob.Content;
import org.amana.blob.GetBlob;
import org.amana.blob.Groundwork;
import org.amana.blob.ListBlobs;
import org.amana.policy.Action;

/// Everything that an inventory needs, real, in one folder.
final class House extends Groundwork {
    final Inventory inventory;

    private House(Path folder, InstantSource clock) {
        super(folder, clock, InventorySchema.SCHEMA);
        openBlobs();
        inventory = Inventory.open(catalog, blobs, control.gate(), _ -> Optional.of(caller));
    }

    /// A new house, with an account, a container `files`, and a caller who may do everything with data.
    static House build(Path folder, InstantSource clock) {
        House house = new House(folder, clock);
        house.furnish();
        return house;
    }

    /// The names in a container.
    List<String> names(ContainerRef container) {
        return run(container, Action.LIST, blobs.listBlobs(ListBlobs.of(container))).items().stream()
                .map(BlobItem::name)
                .toList();
    }

    String read(ContainerRef container, String name) throws IOException {
        BlobRef blob = container.blob(name);
        try (Content content = run(container, Action.READ, blobs.getBlob(GetBlob.of(blob)))) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            content.writeTo(bytes);
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        inventory.close();
        super.close();
    }
}
