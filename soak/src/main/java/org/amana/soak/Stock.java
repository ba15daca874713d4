package org.amana.soak;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.amana.soak.Client.Ask;
import org.amana.testkit.Seeds;

/// Blobs of many sizes that are written once, in one block or in several, some with a snapshot, and then only read.
///
/// @param contents by path; a snapshot's has its query
record Stock(Map<Ask, Content> contents) {
    private static final String CONTAINER = "stock";
    private static final int MEDIUM = 300_000;
    private static final int LARGE = 3 << 20;

    Stock {
        contents = Map.copyOf(contents);
    }

    /// Writes `count` blobs, and others that are deleted again, so that extents hold dead bytes too.
    static Stock write(Client client, long seed, int count) {
        RandomGenerator random = Seeds.random(seed);
        expect(201, client.send(Ask.of("PUT", "/" + CONTAINER, "restype=container")));
        Map<Ask, Content> contents = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String path = "/" + CONTAINER + "/box-" + i % 7 + "/paper-" + i;
            Kept kept = Kept.NOTHING;
            if (i % 5 == 0) {
                kept = does(client, path, kept, new Deed.Stage("block-0", piece(random, MEDIUM)));
                kept = does(client, path, kept, new Deed.Stage("block-1", piece(random, MEDIUM)));
                kept = does(client, path, kept, new Deed.Commit());
            } else {
                int most = i % 10 == 3 ? LARGE : i % 3 == 0 ? MEDIUM : 5_000;
                kept = does(client, path, kept, new Deed.Put(Content.of(piece(random, most))));
            }
            if (i % 8 == 1) {
                Reply.Answered answer = expect(201, client.send(new Deed.Snap().ask(path, kept)));
                contents.put(
                        Ask.of(
                                "GET",
                                path,
                                "snapshot="
                                        + Client.encode(
                                                answer.header("x-ms-snapshot").orElseThrow())),
                        kept.content().orElseThrow());
                kept = does(client, path, kept, new Deed.Put(Content.of(piece(random, 5_000))));
            }
            if (i % 6 == 5 && i % 8 != 1) {
                does(client, path, kept, new Deed.Delete());
            } else {
                contents.put(Ask.of("GET", path, ""), kept.content().orElseThrow());
            }
        }
        return new Stock(contents);
    }

    private static Piece piece(RandomGenerator random, int most) {
        return new Piece(random.nextLong(), 1 + random.nextInt(most));
    }

    private static Kept does(Client client, String path, Kept before, Deed deed) {
        expect(deed.status(), client.send(deed.ask(path, before)));
        return deed.after(before);
    }

    static Reply.Answered expect(int status, Reply reply) {
        if (reply instanceof Reply.Answered answered && answered.status() == status) {
            return answered;
        }
        throw new IllegalStateException("expected " + status + ", got " + reply);
    }
}
