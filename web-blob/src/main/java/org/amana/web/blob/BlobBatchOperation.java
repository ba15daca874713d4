package org.amana.web.blob;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.amana.kernel.ByteSize;
import org.amana.policy.Action;
import org.amana.policy.Amounts;
import org.amana.policy.Plan;
import org.amana.policy.Planned;

/// Azure REST: *Blob Batch*. The batch itself touches nothing, so any signature for the service will do. It
/// passes the gate, as whatever it could be for that its sender may do, so that a batch nobody can read or may
/// send is on the record; then each of its requests passes by itself.
final class BlobBatchOperation implements Operation<List<BatchPartExchange>> {
    /// Azure REST: *Blob Batch*.
    private static final ByteSize LIMIT = ByteSize.ofMebibytes(4);

    private static final Need DELETING = Need.carryingOthers(Action.DELETE);
    private static final Need CHANGING = Need.carryingOthers(Action.WRITE);

    private final BatchParts parts;
    private final Accesses accesses;

    BlobBatchOperation(BatchParts parts, Accesses accesses) {
        this.parts = parts;
        this.accesses = accesses;
    }

    @Override
    public String name() {
        return "Blob Batch";
    }

    @Override
    public Need need() {
        return DELETING;
    }

    @Override
    public Access access(Call call) {
        Access deleting = Access.of(call, DELETING);
        Access changing = Access.of(call, CHANGING);
        return !accesses.foresees(deleting) && accesses.foresees(changing) ? changing : deleting;
    }

    @Override
    public Plan<List<BatchPartExchange>> plan(Call call) {
        return _ -> {
            List<BatchPartExchange> requests = requests(call);
            return Planned.of(Amounts.NONE, _ -> requests);
        };
    }

    private List<BatchPartExchange> requests(Call call) {
        String boundary = MultipartReader.boundary(call.require("Content-Type"));
        if (boundary.isEmpty()) {
            throw call.invalid("Content-Type", "multipart/mixed with a boundary");
        }
        List<BatchPartExchange> requests = MultipartReader.parts(CallBody.document(call, LIMIT), boundary).stream()
                .map(call::part)
                .toList();
        parts.check(call.target(), requests);
        return requests;
    }

    @Override
    public void answer(Call call, List<BatchPartExchange> requests, Reply reply) throws IOException {
        parts.serve(call.target(), requests);
        send(requests, reply);
    }

    /// What makes the batch none is told as one part without a name, as Azure tells it: clients look for it there.
    @Override
    public void fail(Call call, AzureError error, Reply reply) throws IOException {
        if (error.status() == 400) {
            send(List.of(parts.refused(call, error)), reply);
        } else {
            reply.fail(error);
        }
    }

    private static void send(List<BatchPartExchange> requests, Reply reply) throws IOException {
        String boundary = "batchresponse_" + UUID.randomUUID();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        requests.forEach(part -> part.writeTo(body, boundary));
        body.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        reply.status(202).set("Content-Type", "multipart/mixed; boundary=" + boundary);
        try (OutputStream out = reply.stream(body.size())) {
            body.writeTo(out);
        }
    }
}
