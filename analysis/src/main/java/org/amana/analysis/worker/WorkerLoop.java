package org.amana.analysis.worker;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.amana.analysis.MalformedReplyException;
import org.amana.analysis.Op;
import org.amana.analysis.PageCodec;
import org.amana.analysis.PayloadReader;
import org.amana.analysis.PayloadWriter;
import org.amana.analysis.Reason;
import org.amana.analysis.SectionType;
import org.amana.analysis.Status;
import org.amana.analysis.WorkerFrames;
import org.amana.analysis.WorkerLimits;
import org.jspecify.annotations.Nullable;

/// Answers requests one after the other until its input ends. Each reply is put together before its first byte goes
/// out, so that a reply is either whole or an honest failure.
final class WorkerLoop {
    private static final int BUFFER = 64 << 10;

    private final DataInputStream in;
    private final DataOutputStream out;
    private final Path scratch;
    private @Nullable WorkerLimits limits;
    private @Nullable Desk desk;
    private @Nullable Opened opened;
    private int files;

    WorkerLoop(InputStream in, OutputStream out, Path scratch) {
        this.in = new DataInputStream(in);
        this.out = new DataOutputStream(new BufferedOutputStream(out, BUFFER));
        this.scratch = scratch;
    }

    void run() throws IOException {
        while (true) {
            int magic;
            try {
                magic = in.readInt();
            } catch (EOFException _) {
                return;
            }
            if (magic != WorkerFrames.REQUEST_MAGIC) {
                throw new IOException("not a request");
            }
            int id = in.readInt();
            Op op = Op.of(in.readUnsignedByte());
            in.readUnsignedByte();
            long length = Integer.toUnsignedLong(in.readInt());
            answer(id, op, length);
            out.flush();
        }
    }

    private void answer(int id, Op op, long length) throws IOException {
        Reply reply = new Reply(id);
        try {
            if (op == Op.OPEN) {
                open(length);
            } else {
                carryOut(op, payload(length), reply);
            }
        } catch (RefusedException e) {
            reply = Reply.refusal(id, Status.REFUSED, e.reason());
        } catch (OutOfMemoryError _) {
            reply = Reply.refusal(id, Status.FAILED, Reason.of(Reason.Kind.MEMORY));
        } catch (StackOverflowError _) {
            reply = Reply.refusal(id, Status.FAILED, Reason.of(Reason.Kind.BOMB_ENDLESS));
        } catch (IOException | RuntimeException e) {
            reply = Reply.refusal(
                    id,
                    Status.FAILED,
                    Reason.of(Reason.Kind.STUMBLED, e.getClass().getSimpleName()));
        }
        reply.writeTo(out);
    }

    private void carryOut(Op op, byte[] payload, Reply reply) throws IOException {
        PayloadReader arguments = new PayloadReader(payload);
        switch (op) {
            case HELLO -> hello(payload, reply);
            case EXTRACT -> extract(arguments, reply);
            case PICTURE -> picture(arguments, reply);
            case READ -> read(arguments, reply);
            case CLOSE -> closeFile();
            case OPEN -> throw new IllegalStateException("handled before");
        }
    }

    private void hello(byte[] payload, Reply reply) throws MalformedReplyException {
        limits = WorkerLimits.decode(payload);
        desk = new Desk(limits);
        reply.add(SectionType.ENGINES, desk.engines().encode());
    }

    /// The payload is the name and then the file, which is never held in memory.
    private void open(long length) throws IOException {
        closeFile();
        int nameLength = in.readInt();
        if (nameLength < 0 || nameLength > WorkerFrames.MAX_NAME_BYTES || nameLength > length - 4) {
            throw new IOException("a name of " + nameLength + " bytes");
        }
        String name = new String(in.readNBytes(nameLength), java.nio.charset.StandardCharsets.UTF_8);
        files++;
        Path folder = Files.createDirectory(scratch.resolve("file-" + files));
        Opened file = new Opened(folder, name);
        opened = file;
        copy(length - 4 - nameLength, file.file().path());
    }

    private void copy(long length, Path file) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long left = length;
        try (OutputStream copy = Files.newOutputStream(file)) {
            while (left > 0) {
                int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (count < 0) {
                    throw new EOFException("the file ended " + left + " bytes early");
                }
                copy.write(buffer, 0, count);
                left -= count;
            }
        }
    }

    private void extract(PayloadReader arguments, Reply reply) throws IOException {
        String charset = arguments.string(WorkerFrames.MAX_NAME_BYTES);
        for (Extraction extraction : desk().extract(opened(), charset)) {
            reply.add(SectionType.DOCUMENT, extraction.found().encode());
            extraction.encodedPages().forEach(page -> reply.add(SectionType.PAGE, page));
        }
    }

    private void picture(PayloadReader arguments, Reply reply) throws IOException {
        String part = arguments.string(WorkerFrames.MAX_NAME_BYTES);
        Pictures.Decoded drawn = desk().picture(opened(), part, arguments.i32(), arguments.i32());
        reply.add(
                SectionType.PICTURE,
                new PayloadWriter()
                        .i32(drawn.image().getWidth())
                        .i32(drawn.image().getHeight())
                        .u8(drawn.damaged() ? 1 : 0)
                        .bytes(Drawing.jpeg(drawn.image()))
                        .toByteArray());
    }

    private void read(PayloadReader arguments, Reply reply) throws IOException {
        String part = arguments.string(WorkerFrames.MAX_NAME_BYTES);
        reply.add(SectionType.PAGE, PageCodec.encode(desk().read(opened(), part, arguments.i32())));
    }

    private void closeFile() throws IOException {
        Opened file = opened;
        opened = null;
        if (file != null) {
            file.close();
        }
    }

    private byte[] payload(long length) throws IOException {
        if (length > WorkerFrames.MAX_ARGUMENT_BYTES) {
            throw new IOException("arguments of " + length + " bytes");
        }
        byte[] payload = new byte[(int) length];
        in.readFully(payload);
        return payload;
    }

    private Desk desk() {
        Desk known = desk;
        if (known == null) {
            throw new IllegalStateException("no HELLO yet");
        }
        return known;
    }

    private Opened opened() {
        Opened file = opened;
        if (file == null) {
            throw new IllegalStateException("no file is open");
        }
        return file;
    }
}
