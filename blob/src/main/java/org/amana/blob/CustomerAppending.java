package org.amana.blob;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import org.amana.store.Appending;
import org.amana.store.Pending;
import org.amana.store.Place;
import org.amana.store.Places;

/// Encrypts a body with its customer's key on its way into extents, frame by frame, see [CustomerFrame]. The places
/// that come of it are those of the encrypted content, without the heads.
final class CustomerAppending implements Appending {
    private static final int FIRST_BUFFER = 8 << 10; // when nothing is known of the length

    private final Appending appending;
    private final InnerKey key;
    private final Cipher cipher = CustomerSeal.cipher();
    private final List<CustomerFrame> frames = new ArrayList<>();
    private byte[] clear;
    private int filled;
    private long length;

    /// @param appending takes the encrypted frames
    /// @param expected how many bytes the body is said to have, 0 if that is not known
    CustomerAppending(Appending appending, InnerKey key, long expected) {
        this.appending = appending;
        this.key = key;
        this.clear = new byte[(int) Math.min(CustomerFrame.MOST_CONTENT, expected > 0 ? expected : FIRST_BUFFER)];
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
        int from = offset;
        int left = count;
        while (left > 0) {
            makeRoomFor(left);
            int part = Math.min(left, clear.length - filled);
            System.arraycopy(bytes, from, clear, filled, part);
            filled += part;
            from += part;
            left -= part;
            length += part;
            if (filled == CustomerFrame.MOST_CONTENT) {
                send();
            }
        }
    }

    private void makeRoomFor(int more) {
        if (filled == clear.length) {
            long wanted = Math.max(2L * clear.length, (long) filled + more);
            byte[] larger = Arrays.copyOf(clear, (int) Math.min(CustomerFrame.MOST_CONTENT, wanted));
            Arrays.fill(clear, (byte) 0);
            clear = larger;
        }
    }

    private void send() {
        CustomerFrame frame = new CustomerFrame(filled);
        appending.write(sealed(frame), 0, frame.size());
        frames.add(frame);
        filled = 0;
    }

    /// The frame, and room behind it for the tag that the last segment gets before it is moved to the head.
    private byte[] sealed(CustomerFrame frame) {
        byte[] bytes = new byte[frame.size() + CustomerSeal.TAG];
        byte[] salt = CustomerSeal.salt();
        frame.putHead(bytes, salt);
        SecretKey own = key.derive(salt, CustomerFrame.USE);
        try {
            for (int segment = 0; segment < frame.segments(); segment++) {
                int at = frame.at(segment);
                int size = frame.length(segment);
                CustomerSeal.begin(cipher, Cipher.ENCRYPT_MODE, own, segment);
                cipher.updateAAD(bytes, 0, CustomerFrame.AUTHENTICATED);
                cipher.doFinal(clear, segment * CustomerFrame.SEGMENT, size, bytes, at);
                System.arraycopy(bytes, at + size, bytes, frame.tagAt(segment), CustomerSeal.TAG);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return bytes;
    }

    /// Bytes of the body, without what encryption adds.
    @Override
    public long length() {
        return length;
    }

    @Override
    public Pending finish() {
        if (filled > 0) {
            send();
        }
        return new Sealed(appending.finish(), frames);
    }

    @Override
    public void close() {
        Arrays.fill(clear, (byte) 0);
        appending.close();
    }

    /// The written frames; of each, the content alone is referred to.
    private record Sealed(Pending pending, List<CustomerFrame> frames) implements Pending {
        @Override
        public Places places() {
            List<Place> written = pending.places().list();
            if (written.size() != frames.size()) {
                throw new IllegalStateException(frames.size() + " frames were written as " + written.size());
            }
            List<Place> contents = new ArrayList<>(written.size());
            for (int i = 0; i < written.size(); i++) {
                contents.add(frames.get(i).contentOf(written.get(i)));
            }
            return new Places(contents);
        }

        @Override
        public void await() {
            pending.await();
        }

        @Override
        public void close() {
            pending.close();
        }
    }
}
