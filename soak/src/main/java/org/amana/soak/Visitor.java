package org.amana.soak;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.amana.soak.Client.Ask;

/// Somebody who reads here and there, lists, and tries what the purpose of the key does not allow.
///
/// @param reading uses the reading room's key, which may only read
record Visitor(Desk reading, List<String> containers, Random random) {
    void visit() {
        String container = containers.get(random.nextInt(containers.size()));
        String blob =
                "/" + container + "/clerk-" + random.nextInt(Crowd.CLERKS) + "/paper-" + random.nextInt(Crowd.NAMES);
        switch (random.nextInt(5)) {
            case 0 -> Inventory.take(reading, container);
            case 1 ->
                reading.ask(
                        Ask.put(blob, "", Map.of("x-ms-blob-type", "BlockBlob"), new byte[100]),
                        403,
                        Booked.refused("write"));
            default -> reading.read(Ask.of("GET", blob, ""));
        }
    }
}
