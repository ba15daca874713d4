package org.amana.blob;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import org.amana.store.ContainerKey;
import org.amana.store.Extents;
import org.amana.store.Place;
import org.amana.store.Places;
import org.amana.store.Sink;
import org.jspecify.annotations.Nullable;

/// Reads content that was written with a customer's key: of each frame the head and the segments that are touched.
/// Every byte that reaches the sink has been authenticated twice, under the container's key and under the customer's.
final class CustomerReader {
    private final Extents extents;
    private final ContainerKey container;
    private final InnerKey inner;
    private final Cipher cipher = CustomerSeal.cipher();

    CustomerReader(Extents extents, ContainerKey container, InnerKey inner) {
        this.extents = extents;
        this.container = container;
        this.inner = inner;
    }

    /// Gives `length` bytes from `from` of the content in `places`.
    ///
    /// @throws IOException what the sink threw
    /// @throws org.amana.kernel.AmanaException `CORRUPT`, as [Extents#read], also for what the key does not open
    void read(Places places, long from, long length, Sink sink) throws IOException {
        long start = 0; // of the place at hand, within the content
        for (Place place : places.list()) {
            long first = Math.max(from, start);
            long end = Math.min(from + length, start + place.length());
            if (first < end) {
                new Frame(place, (int) (first - start), (int) (end - first), sink).read();
            }
            start += place.length();
        }
    }

    /// One frame that is being read.
    private final class Frame implements Sink {
        private final Place place;
        private final CustomerFrame frame;
        private final int first; // in the frame's content, what is wanted
        private final int end;
        private final Sink sink;
        private final byte[] head;
        private byte[] segment = new byte[0]; // encrypted, with its tag behind it
        private byte[] clear = new byte[0];
        private @Nullable SecretKey key; // once the head is there
        private int filled; // of the head, then of the segment
        private int number; // of the segment

        /// @param from counted in the place
        Frame(Place place, int from, int length, Sink sink) {
            this.place = place;
            this.frame = CustomerFrame.around(place);
            this.first = place.from() - frame.head() + from;
            this.end = first + length;
            this.sink = sink;
            this.head = new byte[frame.head()];
            this.number = first / CustomerFrame.SEGMENT;
        }

        void read() throws IOException {
            int last = (end - 1) / CustomerFrame.SEGMENT;
            int to = frame.at(last) + frame.length(last);
            Places whole = new Places(List.of(place.whole()));
            if (number == 0) {
                extents.read(container, whole, 0, to, this);
            } else {
                extents.read(container, whole, 0, frame.head(), this);
                extents.read(container, whole, frame.at(number), to - frame.at(number), this);
            }
        }

        @Override
        public void accept(byte[] bytes, int offset, int length) throws IOException {
            int at = offset;
            int stop = offset + length;
            while (at < stop) {
                at += key == null ? takeHead(bytes, at, stop - at) : takeSegment(key, bytes, at, stop - at);
            }
        }

        private int takeHead(byte[] bytes, int at, int most) {
            int part = Math.min(most, head.length - filled);
            System.arraycopy(bytes, at, head, filled, part);
            filled += part;
            if (filled == head.length) {
                if (!frame.isHead(head)) {
                    throw CustomerFrame.corrupt(place, "it begins otherwise");
                }
                key = inner.derive(CustomerFrame.salt(head), CustomerFrame.USE);
                filled = 0;
            }
            return part;
        }

        private int takeSegment(SecretKey own, byte[] bytes, int at, int most) throws IOException {
            int size = frame.length(number);
            if (segment.length < size + CustomerSeal.TAG) {
                segment = new byte[size + CustomerSeal.TAG];
                clear = new byte[size];
            }
            int part = Math.min(most, size - filled);
            System.arraycopy(bytes, at, segment, filled, part);
            filled += part;
            if (filled == size) {
                give(own, size);
                filled = 0;
                number++;
            }
            return part;
        }

        private void give(SecretKey own, int size) throws IOException {
            System.arraycopy(head, frame.tagAt(number), segment, size, CustomerSeal.TAG);
            try {
                CustomerSeal.begin(cipher, Cipher.DECRYPT_MODE, own, number);
                cipher.updateAAD(head, 0, CustomerFrame.AUTHENTICATED);
                cipher.doFinal(segment, 0, size + CustomerSeal.TAG, clear, 0);
            } catch (GeneralSecurityException e) {
                throw CustomerFrame.corrupt(
                        place, "segment " + number + " cannot be opened with the key whose hash it was written under");
            }
            int start = number * CustomerFrame.SEGMENT;
            int from = Math.max(first, start) - start;
            int to = Math.min(end, start + size) - start;
            sink.accept(clear, from, to - from);
            Arrays.fill(clear, 0, size, (byte) 0);
        }
    }
}
