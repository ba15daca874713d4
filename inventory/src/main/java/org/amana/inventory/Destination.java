package org.amana.inventory;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
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
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.AccessRequest;
import org.amana.policy.Action;
import org.amana.policy.Caller;
import org.amana.policy.Gate;
import org.amana.policy.Plan;
import org.amana.policy.Service;

/// Where an inventory is written: each piece is an access, decided and recorded.
record Destination(BlobService blobs, Gate gate, ContainerRef container, Caller caller) {
    /// Puts a small file in the place of what has the name.
    void put(String name, String type, byte[] bytes) {
        PutBlob command = PutBlob.of(container.blob(name)).withHeaders(HttpHeaders.ofType(type));
        pass(command.blob(), blobs.putBlob(command, Body.of(bytes)));
    }

    /// Begins a file of any length, which is there when it is ended.
    Writer begin(String name) {
        return new Writer(container.blob(name));
    }

    /// Catches what would be told here to people who are kept out of the container it is about.
    ///
    /// @throws AmanaException `CONDITION_NOT_MET`
    void requireAsClosedAs(ContainerRef other) {
        if (!blobs.facts().of(container).isAsClosedAs(blobs.facts().of(other))) {
            throw new AmanaException(
                    ErrorCode.CONDITION_NOT_MET,
                    "container " + container.name() + " would tell of " + other.name()
                            + " to purposes that may not look there; declare it to hold as much, open to as few:"
                            + " amana container declare");
        }
    }

    private <R> R pass(BlobRef blob, Plan<R> plan) {
        AccessRequest request = AccessRequest.in(() -> blobs.facts().of(container), caller, Service.BLOB, Action.WRITE)
                .withObject(blob.path());
        return gate.pass(request, plan).orThrow();
    }

    /// Writes block by block, so that no more than one is in memory. Used by one thread.
    final class Writer {
        private static final int BLOCK = 4 << 20;

        private final BlobRef blob;
        private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
        private final List<BlockChoice> blocks = new ArrayList<>();
        private long length;

        private Writer(BlobRef blob) {
            this.blob = blob;
        }

        void write(String text) {
            waiting.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            if (waiting.size() >= BLOCK) {
                flush();
            }
        }

        private void flush() {
            String number = String.format(Locale.ROOT, "%06d", blocks.size());
            BlockId id = new BlockId(Base64.getEncoder().encodeToString(number.getBytes(StandardCharsets.US_ASCII)));
            pass(blob, blobs.putBlock(new PutBlock(blob, id, Conditions.NONE), Body.of(waiting.toByteArray())));
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
            pass(blob, blobs.putBlockList(list));
            return length;
        }
    }
}
