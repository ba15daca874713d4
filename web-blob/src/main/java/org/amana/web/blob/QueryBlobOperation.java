package org.amana.web.blob;

import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import org.amana.blob.BlobService;
import org.amana.blob.Content;
import org.amana.blob.GetBlob;
import org.amana.kernel.ByteSize;
import org.amana.policy.Action;
import org.amana.policy.Plan;
import org.amana.query.Query;
import org.amana.query.QueryException;

/// Azure REST: *Query Blob Contents*. What policy and ledger count as released is the whole blob, for all of it is
/// read and any of it may be in the answer.
final class QueryBlobOperation implements Operation<QueryBlobOperation.Asked> {
    private static final ByteSize LARGEST_REQUEST = ByteSize.ofKibibytes(256);
    private static final long PROGRESS_EVERY = 4L << 20;

    private final BlobService blobs;

    private final InstantSource clock;

    QueryBlobOperation(BlobService blobs, InstantSource clock) {
        this.blobs = blobs;
        this.clock = clock;
    }

    /// The content to be queried, to be closed, and the question.
    record Asked(Content content, QueryXml query) {}

    @Override
    public String name() {
        return "Query Blob Contents";
    }

    @Override
    public Need need() {
        return Need.onBlob(Action.READ, "r");
    }

    @Override
    public Plan<Asked> plan(Call call) {
        QueryXml query = QueryXml.parse(CallBody.xml(call, LARGEST_REQUEST), clock.instant());
        Plan<Content> content =
                blobs.getBlob(GetBlob.of(call.blobOrSnapshotToRead()).withConditions(CallConditions.toRead(call)));
        return permitted -> content.plan(permitted).telling(found -> new Asked(found, query));
    }

    @Override
    public void answer(Call call, Asked asked, Reply reply) throws IOException {
        try (Content content = asked.content()) {
            reply.status(200);
            BlobHeaders.write(reply, content.properties(), ResponseOverrides.NONE);
            reply.set("Content-Type", "avro/binary");
            // Closed only when all went well: an answer that is cut off must not look like a whole one.
            OutputStream out = reply.stream();
            run(content, asked.query(), new QueryAnswer(out, content.length()));
            out.close();
        }
    }

    private static void run(Content content, QueryXml asked, QueryAnswer answer) throws IOException {
        Query query;
        try {
            query = new Query(asked.statement(), asked.input(), asked.output(), answer);
        } catch (QueryException e) {
            answer.problem(true, e.name(), e.description(), e.position());
            return;
        }
        Feed feed = new Feed(query, answer);
        try {
            content.writeTo(feed);
        } catch (Enough _) {
            // The limit is reached; the rest need not be read.
        }
        query.finish();
        answer.progress(feed.scanned);
        answer.end();
    }

    /// Ends the reading of a blob of which no more is wanted.
    private static final class Enough extends IOException {
        private static final long serialVersionUID = 1;

        Enough() {
            super("no more is wanted");
        }
    }

    /// Hands bytes to the query as they are decrypted.
    private static final class Feed extends OutputStream {
        private final Query query;
        private final QueryAnswer answer;
        private long scanned;
        private long told;

        Feed(Query query, QueryAnswer answer) {
            this.query = query;
            this.answer = answer;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            query.take(bytes, offset, length);
            scanned += length;
            if (query.isDone()) {
                throw new Enough();
            }
            if (scanned - told >= PROGRESS_EVERY) {
                told = scanned;
                answer.progress(scanned);
            }
        }
    }
}
