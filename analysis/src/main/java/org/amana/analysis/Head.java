package org.amana.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.jspecify.annotations.Nullable;

/// What a document says of itself and what was found in it, apart from its text: kept encrypted like the text.
///
/// @param name in the archive or mail around it
record Head(String name, String title, Map<String, String> metadata, List<Insight> insights) {
    private static final int VERSION = 2;
    private static final int MAX_STRING = 16 << 10;
    private static final int MAX_COUNT = 10_000;

    Head {
        metadata = Map.copyOf(metadata);
        insights = List.copyOf(insights);
    }

    Head with(List<Insight> others) {
        return new Head(name, title, metadata, others);
    }

    byte[] encode() {
        PayloadWriter out =
                new PayloadWriter().u8(VERSION).string(name).string(title).i32(metadata.size());
        metadata.forEach((key, value) -> out.string(key).string(value));
        out.i32(insights.size());
        for (Insight insight : insights) {
            out.string(insight.kind().name())
                    .string(insight.value())
                    .string(insight.engine().name())
                    .string(insight.engine().version())
                    .u8(insight.confidence())
                    .string(insight.why().map(Reason::encode).orElse(""));
        }
        return out.toByteArray();
    }

    static Head decode(byte[] bytes) {
        PayloadReader in = new PayloadReader(bytes);
        try {
            if (in.u8() != VERSION) {
                throw new MalformedReplyException("unknown version");
            }
            String name = in.string(MAX_STRING);
            String title = in.string(MAX_STRING);
            Map<String, String> metadata = new LinkedHashMap<>();
            int facts = in.count(MAX_COUNT, 8);
            for (int i = 0; i < facts; i++) {
                metadata.put(in.string(MAX_STRING), in.string(MAX_STRING));
            }
            List<Insight> insights = new ArrayList<>();
            int count = in.count(MAX_COUNT, 8);
            for (int i = 0; i < count; i++) {
                insights.add(new Insight(
                        Insight.Kind.valueOf(in.string(MAX_STRING)),
                        in.string(MAX_STRING),
                        new Engine(in.string(MAX_STRING), in.string(MAX_STRING)),
                        in.u8(),
                        reason(in.string(MAX_STRING))));
            }
            in.end();
            return new Head(name, title, metadata, insights);
        } catch (MalformedReplyException | IllegalArgumentException e) {
            throw new AmanaException(ErrorCode.CORRUPT, "the head of a document cannot be read: " + e.getMessage(), e);
        }
    }

    private static @Nullable Reason reason(String encoded) {
        return encoded.isEmpty() ? null : Reason.decode(encoded);
    }
}
