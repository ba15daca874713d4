package org.amana.inventory;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.amana.blob.BlobRef;
import org.amana.blob.BlobService;
import org.amana.blob.BlockChoice;
import org.amana.blob.BlockId;
import org.amana.blob.BlockSource;
import org.amana.blob.Body;
import org.amana.blob.Conditions;
import org.amana.blob.ContainerRef;
import org.amana.blob.HttpHeaders;
import org.amana.blob.PutBlob;
import org.amana.blob.PutBlock;
import org.amana.blob.PutBlockList;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.BoxFacts;
import org.amana.policy.Caller;
import org.amana.policy.Gate;
import org.amana.policy.Plan;
import org.amana.policy.Service;

/// Where an inventory is written: each piece is an access, decided and recorded, with what has been told so far.
record Destination(BlobService blobs, Gate gate, ContainerRef container, Caller caller) {
    /// Puts a small file in the place of what has the name.
    void put(String name, String type, byte[] bytes) {
        PutBlob command = PutBlob.of(container.blob(name)).withHeaders(HttpHeaders.ofType(type));
        pass(command.blob(), List.of(), blobs.putBlob(command, Body.of(bytes)));
    }

    /// Begins a file of any length, which is there when it is ended.
    Writer begin(String name) {
        return new Writer(container.blob(name));
    }

    /// @param told the containers that it tells of, as they were when they were looked at
    private <R> R pass(BlobRef blob, Collection<BoxFacts> told, Plan<R> plan) {
        AccessRequest request = AccessRequest.in(() -> blobs.facts().of(container), caller, Service.BLOB, Action.WRITE)
                .withObject(blob.path())
                .tellingOf(told.stream().map(this::now).toList());
        return gate.pass(request, plan).orThrow();
    }

    private Supplier<BoxFacts> now(BoxFacts then) {
        ContainerRef ref = ContainerRef.of(then.account(), then.container());
        return () -> then.still(blobs.facts().of(ref));
    }

    /// Writes block by block, so that no more than one is in memory. Used by one thread.
    final class Writer {
        private static final int BLOCK = 4 << 20;

        private final BlobRef blob;
        private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
        private final List<BlockChoice> blocks = new ArrayList<>();
        private final Map<String, BoxFacts> told = new LinkedHashMap<>();
        private long length;

        private Writer(BlobRef blob) {
            this.blob = blob;
        }

        /// @param about the container that the text tells of, as it was when it was looked at
        void write(String text, BoxFacts about) {
            told.put(about.boxPseudonym(), about);
            write(text);
        }

        /// Writes what tells of no container.
        void write(String text) {
            waiting.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            if (waiting.size() >= BLOCK) {
                flush();
            }
        }

        private void flush() {
            String number = String.format(Locale.ROOT, "%06d", blocks.size());
            BlockId id = new BlockId(Base64.getEncoder().encodeToString(number.getBytes(StandardCharsets.US_ASCII)));
            pass(
                    blob,
                    told.values(),
                    blobs.putBlock(new PutBlock(blob, id, Conditions.NONE), Body.of(waiting.toByteArray())));
            blocks.add(new BlockChoice(BlockSource.UNCOMMITTED, id));
            length += waiting.size();
            waiting.reset();
        }

        /// Ends the file.
        ///
        /// @return its length in bytes
        long end() {
            if (waiting.size() > 0) {
                flush();
            }
            PutBlockList list = PutBlockList.of(blob, blocks).withHeaders(HttpHeaders.ofType("text/csv"));
            pass(blob, told.values(), blobs.putBlockList(list));
            return length;
        }
    }
}
