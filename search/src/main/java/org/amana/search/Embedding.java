package org.amana.search;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.verifier.Sha256;
import org.jspecify.annotations.Nullable;

/// The model that turns an English text into a point, near texts of like meaning: `all-MiniLM-L6-v2`, quantised to 8
/// bits, run by ONNX Runtime on the calling thread alone. It knows English and nothing else.
///
/// Holds about 60 MB outside the heap until it is closed; see `docs/adr/0072`. Used by one thread at a time.
final class Embedding implements AutoCloseable {
    /// Names model and quantisation wherever a vector is kept.
    static final String MODEL = "minilm-l6-v2-q8";

    static final int DIMENSIONS = 384;

    /// What the model was taught to read at once; more of a text is not read.
    static final int MOST_PIECES = 128;

    private static final String MODEL_FILE = "/all-minilm-l6-v2-q.onnx";
    private static final String VOCABULARY_FILE = "/bert-vocabulary-en.txt";
    private static final int MODEL_BYTES = 22_972_370;
    private static final String SHA_256 = "afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1";

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final WordPieces pieces;

    private Embedding(OrtEnvironment environment, OrtSession session, WordPieces pieces) {
        this.environment = environment;
        this.session = session;
        this.pieces = pieces;
    }

    /// Loads the model and tests it. Takes a second or so.
    ///
    /// @throws AmanaException `FEATURE_NOT_AVAILABLE` if the model is not there, is another, or fails its test
    static Embedding load() {
        try (Arena arena = Arena.ofConfined();
                InputStream vocabulary = resource(VOCABULARY_FILE);
                OrtSession.SessionOptions options = options()) {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            OrtSession session = environment.createSession(model(arena), options);
            Embedding embedding = new Embedding(environment, session, WordPieces.read(vocabulary));
            embedding.test();
            return embedding;
        } catch (OrtException | IOException | LinkageError e) {
            throw unavailable(String.valueOf(e.getMessage()), e);
        }
    }

    /// One thread (by itself the runtime takes every core), and no arena, which would keep what the longest text
    /// needed.
    private static OrtSession.SessionOptions options() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.setCPUArenaAllocator(false);
        options.setMemoryPatternOptimization(false);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }

    /// The model's bytes, outside the heap, which would otherwise stay 50 MB larger for good.
    ///
    /// @throws AmanaException if they are another model's
    private static ByteBuffer model(Arena arena) throws IOException {
        ByteBuffer model = arena.allocate(MODEL_BYTES).asByteBuffer();
        MessageDigest digest = Sha256.digest();
        try (InputStream in = resource(MODEL_FILE)) {
            byte[] part = new byte[1 << 16];
            for (int count = in.read(part); count > 0 && count <= model.remaining(); count = in.read(part)) {
                model.put(part, 0, count);
                digest.update(part, 0, count);
            }
        }
        String found = HexFormat.of().formatHex(digest.digest());
        if (!found.equals(SHA_256)) {
            throw unavailable("SHA-256 " + found + " is another model's", null);
        }
        return model.flip();
    }

    private static InputStream resource(String name) {
        InputStream in = Embedding.class.getResourceAsStream(name);
        if (in == null) {
            throw unavailable("there is no " + name, null);
        }
        return in;
    }

    private static AmanaException unavailable(String why, @Nullable Throwable cause) {
        String message = "model " + MODEL + ": " + why;
        return cause == null
                ? new AmanaException(ErrorCode.FEATURE_NOT_AVAILABLE, message)
                : new AmanaException(ErrorCode.FEATURE_NOT_AVAILABLE, message, cause);
    }

    /// Like meanings must lie nearer than unlike ones.
    private void test() {
        float[] ship = embed("The ship entered the harbour in the evening.");
        float like = cosine(ship, embed("At dusk a vessel came into port."));
        float unlike = cosine(ship, embed("The committee approved next year's school budget."));
        if (like < 0.5 || unlike > 0.25) {
            throw unavailable("self-test failed: like meanings at " + like + ", unlike at " + unlike, null);
        }
    }

    /// The point of a text, of length 1.
    float[] embed(String text) {
        long[] numbers = pieces.numbers(text, MOST_PIECES);
        long[] shape = {1, numbers.length};
        long[] ones = new long[numbers.length];
        Arrays.fill(ones, 1);
        try (OnnxTensor ids = OnnxTensor.createTensor(environment, LongBuffer.wrap(numbers), shape);
                OnnxTensor mask = OnnxTensor.createTensor(environment, LongBuffer.wrap(ones), shape);
                OnnxTensor types =
                        OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[numbers.length]), shape);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types))) {
            return mean(((OnnxTensor) result.get(0)).getFloatBuffer(), numbers.length);
        } catch (OrtException e) {
            throw new AmanaException(ErrorCode.INTERNAL, "model " + MODEL + ": " + e.getMessage(), e);
        }
    }

    /// The mean of the pieces' points, at length 1.
    private static float[] mean(FloatBuffer points, int count) {
        float[] mean = new float[DIMENSIONS];
        for (int piece = 0; piece < count; piece++) {
            for (int d = 0; d < DIMENSIONS; d++) {
                mean[d] += points.get(piece * DIMENSIONS + d);
            }
        }
        double length = 0;
        for (float value : mean) {
            length += (double) value * value;
        }
        for (int d = 0; d < DIMENSIONS; d++) {
            mean[d] = (float) (mean[d] / Math.sqrt(length));
        }
        return mean;
    }

    static float cosine(float[] one, float[] other) {
        float sum = 0;
        for (int d = 0; d < one.length; d++) {
            sum += one[d] * other[d];
        }
        return sum;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new AmanaException(ErrorCode.INTERNAL, "model " + MODEL + ": " + e.getMessage(), e);
        }
        NativeMemory.trim();
    }
}
