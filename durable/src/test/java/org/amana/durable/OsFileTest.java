package org.amana.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OsFileTest {
    @TempDir
    Path folder;

    private DurableFile file(IOException failure) throws IOException {
        Path path = Files.createFile(folder.resolve("a"));
        FileChannel channel = new Unsyncable(failure);
        channel.close();
        return new OsFile(path, Mode.WRITE, channel);
    }

    /// The exception that tells of the closing has taken the place of the one that told of the disk.
    @Test
    void aSyncThatAnInterruptCutShortIsNotTriedAgain() throws IOException {
        try (DurableFile file = file(new ClosedByInterruptException())) {
            assertThatThrownBy(file::sync).isInstanceOf(FatalDiskError.class);
        }
    }

    @Test
    void aSyncIsNotTriedAgainWhereAnotherThreadsInterruptClosedTheFile() throws IOException {
        try (DurableFile file = file(new AsynchronousCloseException())) {
            assertThatThrownBy(file::sync).isInstanceOf(FatalDiskError.class);
        }
    }

    @Test
    void aSyncThatHadNotBegunWhenTheFileWasClosedIsDoneOnOneOpenedAnew() throws IOException {
        try (DurableFile file = file(new ClosedChannelException())) {
            file.sync();
            assertThat(file.size()).isZero();
        }
    }

    /// Fails when it is synced.
    private static final class Unsyncable extends FileChannel {
        private final IOException failure;

        Unsyncable(IOException failure) {
            this.failure = failure;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            throw failure;
        }

        @Override
        protected void implCloseChannel() {}

        private static UnsupportedOperationException unused() {
            return new UnsupportedOperationException();
        }

        @Override
        public int read(ByteBuffer target) {
            throw unused();
        }

        @Override
        public long read(ByteBuffer[] targets, int offset, int length) {
            throw unused();
        }

        @Override
        public int write(ByteBuffer source) {
            throw unused();
        }

        @Override
        public long write(ByteBuffer[] sources, int offset, int length) {
            throw unused();
        }

        @Override
        public long position() {
            throw unused();
        }

        @Override
        public FileChannel position(long position) {
            throw unused();
        }

        @Override
        public long size() {
            throw unused();
        }

        @Override
        public FileChannel truncate(long size) {
            throw unused();
        }

        @Override
        public long transferTo(long position, long count, WritableByteChannel target) {
            throw unused();
        }

        @Override
        public long transferFrom(ReadableByteChannel source, long position, long count) {
            throw unused();
        }

        @Override
        public int read(ByteBuffer target, long position) {
            throw unused();
        }

        @Override
        public int write(ByteBuffer source, long position) {
            throw unused();
        }

        @Override
        public MappedByteBuffer map(MapMode mode, long position, long size) {
            throw unused();
        }

        @Override
        public FileLock lock(long position, long size, boolean shared) {
            throw unused();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) {
            throw unused();
        }
    }
}
