package org.amana.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.amana.testkit.Seeds;
import org.junit.jupiter.api.Test;

class NameOrderTest {
    private static final int[] EDGES = {
        1, '/', 'a', 'z', 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff
    };

    static String name(RandomGenerator random, int longest) {
        StringBuilder name = new StringBuilder();
        for (int i = random.nextInt(1, longest + 1); i > 0; i--) {
            name.appendCodePoint(EDGES[random.nextInt(EDGES.length)]);
        }
        return name.toString();
    }

    @Test
    void isThatOfTheUtf8Bytes() {
        Seeds.check(2000, random -> {
            String left = name(random, 4);
            String right = name(random, 4);
            int bytes = Arrays.compareUnsigned(
                    left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
            assertThat(Integer.signum(NameOrder.compare(left, right))).isEqualTo(Integer.signum(bytes));
        });
    }

    @Test
    void afterAPrefixComesBehindEverythingThatBeginsWithItAndBeforeEverythingElse() {
        Seeds.check(2000, random -> {
            String prefix = name(random, 3);
            String other = name(random, 4);
            String after = NameOrder.after(prefix);
            assertThat(NameOrder.compare(prefix + other, after)).isNegative();
            if (!other.startsWith(prefix) && NameOrder.compare(other, prefix) > 0) {
                assertThat(NameOrder.compare(other, after)).isNotNegative();
            }
        });
    }
}
