package org.amana.analysis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The requests to a worker, each with its arguments, its deadline and the check of its answer.
final class WorkerCalls {
    private final WorkerProcess worker;
    private final Deadlines deadlines;
    private long length;

    /// What lies inside the file is only there once it was taken apart, which the first request for it includes.
    private boolean takenApart;

    WorkerCalls(WorkerProcess worker, Deadlines deadlines) {
        this.worker = worker;
        this.deadlines = deadlines;
    }

    void open(String name, long length, WorkerProcess.Source source) throws WorkerRefusal, WorkerProcess.SourceFailed {
        this.length = length;
        takenApart = false;
        worker.open(name, length, source, deadlines.opening(length));
    }

    /// @param charset the encoding that the text is said to be in; empty if nothing is said
    void extract(long length, String charset, Sections sections) throws WorkerRefusal {
        worker.call(
                Op.EXTRACT, new PayloadWriter().string(charset).toByteArray(), deadlines.extracting(length), sections);
        takenApart = true;
    }

    /// @param pixels of the original, 0 if that is not known
    Pictured picture(String part, int number, int longest, long pixels) throws WorkerRefusal {
        byte[] arguments =
                new PayloadWriter().string(part).i32(number).i32(longest).toByteArray();
        return one(
                Op.PICTURE,
                arguments,
                within(part, deadlines.drawing(pixels)),
                SectionType.PICTURE,
                payload -> Pictured.decode(payload, number, longest));
    }

    Page read(String part, int number) throws WorkerRefusal {
        byte[] arguments = new PayloadWriter().string(part).i32(number).toByteArray();
        return one(Op.READ, arguments, within(part, deadlines.reading()), SectionType.PAGE, payload -> {
            Page page = PageCodec.decode(payload);
            if (page.number() != number) {
                throw new MalformedReplyException("page " + page.number() + " instead of " + number);
            }
            return page;
        });
    }

    private Duration within(String part, Duration usual) {
        if (part.isEmpty() || takenApart) {
            return usual;
        }
        takenApart = true;
        return usual.plus(deadlines.extracting(length));
    }

    @FunctionalInterface
    private interface Decoder<T> {
        T decode(byte[] payload) throws MalformedReplyException;
    }

    /// A request that is answered by exactly one section.
    private <T> T one(Op op, byte[] arguments, Duration deadline, SectionType expected, Decoder<T> decoder)
            throws WorkerRefusal {
        List<T> answers = new ArrayList<>(1);
        worker.call(op, arguments, deadline, (type, payload) -> {
            if (type != expected || !answers.isEmpty()) {
                throw new MalformedReplyException(type + " in answer to " + op);
            }
            answers.add(decoder.decode(payload));
        });
        if (answers.isEmpty()) {
            throw new WorkerRefusal(Reason.of(Reason.Kind.NONSENSE, "no answer to " + op), true);
        }
        return answers.getFirst();
    }
}
