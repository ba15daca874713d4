package org.amana.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a worker says it has: its engines, and the languages whose data Tesseract has.
public record Engines(List<Engine> engines, List<String> recognisable) {
    private static final int MAX = 500;

    public Engines {
        engines = List.copyOf(engines);
        recognisable = List.copyOf(recognisable);
    }

    public Optional<Engine> named(String name) {
        return engines.stream().filter(engine -> engine.name().equals(name)).findFirst();
    }

    public byte[] encode() {
        PayloadWriter out = new PayloadWriter().i32(engines.size());
        for (Engine engine : engines) {
            out.string(engine.name()).string(engine.version());
        }
        out.i32(recognisable.size());
        recognisable.forEach(out::string);
        return out.toByteArray();
    }

    public static Engines decode(byte[] payload) throws MalformedReplyException {
        PayloadReader in = new PayloadReader(payload);
        int count = in.count(MAX, 8);
        List<Engine> engines = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            engines.add(new Engine(in.string(PageCodec.MAX_ENGINE_BYTES), in.string(PageCodec.MAX_ENGINE_BYTES)));
        }
        int languages = in.count(MAX, 4);
        List<String> recognisable = new ArrayList<>(languages);
        for (int i = 0; i < languages; i++) {
            recognisable.add(in.string(100));
        }
        in.end();
        return new Engines(engines, recognisable);
    }
}
