package org.amana.web.blob;

import org.amana.blob.AppendBlock;
import org.amana.blob.PutBlob;
import org.amana.blob.PutBlock;
import org.amana.kernel.ByteSize;

/// How much content may come in one body. It grew with the versions, and clients of old ones rely on being told that
/// theirs is too large (Azure REST: *Put Blob*, *Put Block*, *Append Block*).
///
/// @param version that the request is answered as
record BodyLimits(ServiceVersion version) {
    private static final ByteSize FIRST_BLOB = ByteSize.ofMebibytes(64);
    private static final ByteSize SECOND_BLOB = ByteSize.ofMebibytes(256);
    private static final ByteSize FIRST_BLOCK = ByteSize.ofMebibytes(4);
    private static final ByteSize SECOND_BLOCK = ByteSize.ofMebibytes(100);

    static BodyLimits of(Call call) {
        return new BodyLimits(call.version());
    }

    ByteSize blob() {
        return grown(FIRST_BLOB, SECOND_BLOB, PutBlob.LARGEST);
    }

    ByteSize block() {
        return grown(FIRST_BLOCK, SECOND_BLOCK, PutBlock.LARGEST);
    }

    ByteSize appendedBlock() {
        return version.isAtLeast(ServiceVersion.V2022_11_02) ? AppendBlock.LARGEST : FIRST_BLOCK;
    }

    private ByteSize grown(ByteSize first, ByteSize second, ByteSize third) {
        if (version.isAtLeast(ServiceVersion.V2019_12_12)) {
            return third;
        }
        return version.isAtLeast(ServiceVersion.V2016_05_31) ? second : first;
    }
}
