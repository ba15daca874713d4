package org.amana.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.store.AlreadyClosedException;
import org.junit.jupiter.api.Test;

class IndexFailureTest {
    @Test
    void damageIsFoundBelowWhatWrapsIt() {
        Exception wrapped = new AlreadyClosedException(
                "closed", new IOException(new CorruptIndexException("bad checksum", "segment")));
        assertThat(IndexFailure.isDamage(wrapped)).isTrue();
        assertThat(of(wrapped).code()).isEqualTo(ErrorCode.CORRUPT);
    }

    @Test
    void aFileThatTheStoreLacksIsNoDamageOfTheIndex() {
        AmanaException store = new AmanaException(ErrorCode.INTERNAL, "extent 4", new NoSuchFileException("4.extent"));
        assertThat(IndexFailure.isDamage(store)).isFalse();
        assertThat(IndexFailure.isDamage(new IOException(store))).isFalse();
    }

    @Test
    void aFullDiskKeepsItsCode() {
        AmanaException full = new AmanaException(ErrorCode.INSUFFICIENT_STORAGE, "the disk is full");
        AmanaException failure = of(new IOException(full));
        assertThat(failure.code()).isEqualTo(ErrorCode.INSUFFICIENT_STORAGE);
        assertThat(failure.message()).isEqualTo("index /data/index: cannot be written: the disk is full");
    }

    @Test
    void whatIsClosedWithoutDamageIsBusy() {
        assertThat(of(new AlreadyClosedException("closed")).code()).isEqualTo(ErrorCode.SERVER_BUSY);
        assertThat(of(new IOException("odd")).code()).isEqualTo(ErrorCode.INTERNAL);
    }

    private static AmanaException of(Exception cause) {
        return IndexFailure.of(Path.of("/data/index"), "cannot be written", cause);
    }
}
