package org.amana.analysis.worker;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.amana.analysis.PayloadWriter;
import org.amana.analysis.Reason;
import org.amana.analysis.SectionType;
import org.amana.analysis.Status;
import org.amana.analysis.WorkerFrames;

/// One reply while it is put together.
final class Reply {
    private final int id;
    private final Status status;
    private final List<SectionType> types = new ArrayList<>();
    private final List<byte[]> payloads = new ArrayList<>();

    Reply(int id) {
        this(id, Status.OK);
    }

    private Reply(int id, Status status) {
        this.id = id;
        this.status = status;
    }

    static Reply refusal(int id, Status status, Reason reason) {
        Reply reply = new Reply(id, status);
        reply.add(
                SectionType.REFUSAL, new PayloadWriter().string(reason.encode()).toByteArray());
        return reply;
    }

    /// @throws RefusedException if the section is larger than one may be
    void add(SectionType type, byte[] payload) {
        if (payload.length > type.cap()) {
            throw new RefusedException(Reason.Kind.TOO_MUCH);
        }
        types.add(type);
        payloads.add(payload);
    }

    void writeTo(DataOutputStream out) throws IOException {
        out.writeInt(WorkerFrames.REPLY_MAGIC);
        out.writeInt(id);
        out.writeByte(status.code());
        for (int i = 0; i < types.size(); i++) {
            out.writeByte(types.get(i).code());
            out.writeInt(payloads.get(i).length);
            out.write(payloads.get(i));
        }
        out.writeByte(SectionType.END.code());
        out.writeInt(0);
    }
}
