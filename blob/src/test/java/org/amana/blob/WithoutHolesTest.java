package org.amana.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.amana.store.ExtentId;
import org.amana.store.Place;
import org.amana.store.Places;
import org.junit.jupiter.api.Test;

class WithoutHolesTest {
    private static final int GRAIN = WithoutHoles.GRAIN;

    private final RandomGenerator random = RandomGeneratorFactory.getDefault().create(20261129);

    @Test
    void nothingIsNothing() throws IOException {
        WithoutHoles none = new WithoutHoles(new ByteArrayInputStream(new byte[0]));
        assertThat(none.read()).isEqualTo(-1);
        assertThat(none.read(new byte[1])).isEqualTo(-1);
        assertThat(none.length()).isZero();
        assertThat(none.ranges(Places.EMPTY)).isEmpty();
    }

    @Test
    void zerosAloneAreOneHole() throws IOException {
        WithoutHoles zeros = new WithoutHoles(new ByteArrayInputStream(new byte[3 * GRAIN + 512]));
        assertThat(zeros.readAllBytes()).isEmpty();
        assertThat(zeros.length()).isEqualTo(3 * GRAIN + 512);
        assertThat(zeros.ranges(Places.EMPTY)).isEmpty();
    }

    @Test
    void oneByteAtTheEndOfAGrainKeepsIt() throws IOException {
        for (int at : new int[] {0, GRAIN - 1, GRAIN, 2 * GRAIN + 511}) {
            byte[] content = new byte[2 * GRAIN + 512];
            content[at] = 1;
            assertPutTogetherAgain(content);
        }
    }

    @Test
    void whateverComesIsPutTogetherAgain() throws IOException {
        for (int round = 0; round < 50; round++) {
            byte[] content = new byte[512 * random.nextInt(1, 1000)];
            for (int stretch = random.nextInt(5); stretch > 0; stretch--) {
                int from = random.nextInt(content.length);
                int to = random.nextInt(from, content.length);
                byte[] bytes = new byte[to - from];
                random.nextBytes(bytes);
                System.arraycopy(bytes, 0, content, from, bytes.length);
            }
            assertPutTogetherAgain(content);
        }
    }

    private void assertPutTogetherAgain(byte[] content) throws IOException {
        WithoutHoles dense = new WithoutHoles(new ByteArrayInputStream(content));
        byte[] kept = new byte[content.length];
        int count = 0;
        for (int read = dense.read(kept, 0, random.nextInt(1, 700)); read > 0; ) {
            count += read;
            read = count == kept.length ? dense.read(new byte[1]) : dense.read(kept, count, kept.length - count);
        }
        assertThat(dense.length()).isEqualTo(content.length);
        List<ContentRange> ranges = dense.ranges(places(count));
        byte[] again = new byte[content.length];
        int from = 0;
        for (ContentRange range : ranges) {
            System.arraycopy(kept, from, again, (int) range.start(), (int) range.length());
            from += (int) range.length();
        }
        assertThat(from).isEqualTo(count);
        assertThat(again).isEqualTo(content);
        assertThat(ranges.stream().filter(range -> isHole(content, range))).isEmpty();
    }

    private static boolean isHole(byte[] content, ContentRange range) {
        return Arrays.equals(content, (int) range.start(), (int) range.end(), new byte[(int) range.length()], 0, (int)
                range.length());
    }

    private static Places places(int bytes) {
        return bytes == 0 ? Places.EMPTY : new Places(List.of(Place.whole(new ExtentId(1, 2), 0, bytes)));
    }
}
