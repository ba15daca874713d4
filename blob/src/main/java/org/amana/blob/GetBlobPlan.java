package org.amana.blob;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Optional;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Amounts;
import org.amana.policy.Permit;
import org.amana.policy.Permitted;
import org.amana.policy.Plan;
import org.amana.policy.Planned;

/// Get Blob. The version found while planning is the one that is streamed, whatever happens to the blob
/// meanwhile.
record GetBlobPlan(BlobParts parts, GetBlob command) implements Plan<Content> {
    @Override
    public Planned<Content> plan(Permitted permitted) {
        Box box = parts.containers().require(permitted, command.blob().container());
        HeldContent held = Stored.hold(parts, box, command.blob(), command.rangeAtMost());
        try {
            return new Released(content(box, held));
        } catch (RuntimeException | Error e) {
            held.close();
            throw e;
        }
    }

    private StoredContent content(Box box, HeldContent held) {
        BlobRow row = held.row();
        row.form().requireUsable(command.blob());
        row.lease().requireForRead(command.conditions().lease(), parts.now(), LeaseKind.BLOB);
        Preconditions.requireForRead(command.conditions(), row, command.blob());
        ContentKeys keys = parts.scopes().keys(box, row, command.conditions(), command.blob());
        row.keeping().requireOnline(command.blob());
        Optional<ByteRange> range = command.rangeOf(row.etag()).map(it -> it.within(row.length()));
        long from = range.map(ByteRange::first).orElse(0L);
        long length = range.map(ByteRange::length).orElse(row.length());
        requireCheckable(range.isPresent() ? length : 0);
        BlobProperties properties = row.opened(command.conditions()).properties(parts.now());
        return new StoredContent(parts, box, keys, held, properties, from, length, range.isPresent());
    }

    /// Keeps the bytes on the disk from now on; who is given the content lets them go.
    private final class Released implements Planned<Content> {
        private final StoredContent content;
        private boolean given;

        Released(StoredContent content) {
            this.content = content;
        }

        @Override
        public Amounts amounts() {
            return Amounts.released(content.length());
        }

        @Override
        public Content carryOut(Permit permit) {
            Content checked = checked(content);
            given = true;
            return checked;
        }

        @Override
        public void close() {
            if (!given) {
                content.close();
            }
        }
    }

    private void requireCheckable(long length) {
        if ((command.rangeMd5() || command.rangeCrc64()) && length > GetBlob.LARGEST_CHECKED_RANGE) {
            throw new AmanaException(
                    ErrorCode.OUT_OF_RANGE,
                    "blob " + command.blob() + ": a checksum of the range is made for at most 4 MiB, not " + length
                            + " bytes");
        }
    }

    private Content checked(StoredContent content) {
        if (!content.partial() || (!command.rangeMd5() && !command.rangeCrc64())) {
            return content;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) content.length());
        try {
            content.writeTo(bytes);
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        byte[] read = bytes.toByteArray();
        return new CheckedContent(content, read, md5(read), crc64(read));
    }

    private Optional<Md5> md5(byte[] bytes) {
        if (!command.rangeMd5()) {
            return Optional.empty();
        }
        MessageDigest digest = Intake.md5();
        digest.update(bytes);
        return Optional.of(Md5.of(digest.digest()));
    }

    private Optional<Crc64> crc64(byte[] bytes) {
        if (!command.rangeCrc64()) {
            return Optional.empty();
        }
        Crc64Nvme crc = new Crc64Nvme();
        crc.update(bytes, 0, bytes.length);
        return Optional.of(crc.value());
    }
}
