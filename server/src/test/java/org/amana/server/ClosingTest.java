package org.amana.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.junit.jupiter.api.Test;

class ClosingTest {
    private final List<String> closed = new ArrayList<>();
    private final Closing closing = new Closing();

    private void opened(String name) {
        closing.add(() -> closed.add(name));
    }

    @Test
    void whatWasOpenedLastIsClosedFirstAndOnce() {
        opened("first");
        opened("second");
        closing.close();
        closing.close();
        assertThat(closed).containsExactly("second", "first");
    }

    @Test
    void theFirstFailureIsThrownAsItIsWhenAllIsClosed() {
        AmanaException reason = new AmanaException(ErrorCode.DISK_FAILED, "no more");
        IOException another = new IOException("nor this");
        opened("first");
        closing.add(() -> {
            throw another;
        });
        closing.add(() -> {
            throw reason;
        });
        assertThatThrownBy(closing::close).isSameAs(reason).hasSuppressedException(another);
        assertThat(closed).containsExactly("first");
    }

    @Test
    void aFailureOfADiskStaysOne() {
        closing.add(() -> {
            throw new IOException("no more");
        });
        assertThatThrownBy(closing::close)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("no more");
    }
}
