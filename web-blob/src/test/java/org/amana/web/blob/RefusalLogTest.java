package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;

import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.junit.jupiter.api.Test;

class RefusalLogTest {
    private final RefusalLog log = new RefusalLog();

    @Test
    void aFullDiskIsToldInOneLineHoweverManyAreRefused() {
        AmanaException full = new AmanaException(ErrorCode.INSUFFICIENT_STORAGE, "volume v1 is full");
        assertThat(log.tell("Put Blob", full)).isTrue();
        for (int i = 0; i < 100; i++) {
            assertThat(log.tell("Put Blob", full)).isFalse();
        }
    }

    @Test
    void whatIsDamagedIsNotExpected() {
        assertThat(RefusalLog.isExpected(new AmanaException(ErrorCode.SERVER_BUSY, "later")))
                .isTrue();
        assertThat(RefusalLog.isExpected(new AmanaException(ErrorCode.CORRUPT, "gone")))
                .isFalse();
    }
}
