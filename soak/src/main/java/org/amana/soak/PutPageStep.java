package org.amana.soak;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Put Page, which writes pages or clears them.
///
/// @param seed   of the bytes; empty to clear
/// @param sequence a condition on the sequence number
record PutPageStep(Spot spot, int first, int count, Optional<Long> seed, Sequence sequence, Wanted wanted)
        implements Step.Request {
    /// `x-ms-if-sequence-number-le`, `-lt` and `-eq`, with the number that is there or the one before it.
    enum Sequence {
        NONE("", 0),
        AT_MOST_IT("le", 0),
        AT_MOST_LESS("le", -1),
        BELOW_IT("lt", 0),
        BELOW_MORE("lt", 1),
        JUST_IT("eq", 0),
        JUST_ANOTHER("eq", 1);

        private final String word;
        private final int beside;

        Sequence(String word, int beside) {
            this.word = word;
            this.beside = beside;
        }

        private boolean met(long number) {
            long wanted = Math.max(0, number + beside);
            return switch (word) {
                case "le" -> number <= wanted;
                case "lt" -> number < wanted;
                case "eq" -> number == wanted;
                default -> true;
            };
        }
    }

    private Optional<byte[]> bytes() {
        return seed.map(it -> new Piece(it | 1, count * ModelKind.Page.SIZE).bytes());
    }

    @Override
    public Client.Ask ask(ModelAccount model) {
        ModelAccount.Entry entry = model.look(spot);
        Map<String, String> headers = new HashMap<>();
        wanted.write(headers, entry);
        headers.put("x-ms-page-write", seed.isPresent() ? "update" : "clear");
        int at = first * ModelKind.Page.SIZE;
        headers.put("x-ms-range", "bytes=" + at + "-" + (at + count * ModelKind.Page.SIZE - 1));
        if (sequence != Sequence.NONE) {
            long there = entry.blob
                    .map(blob -> blob.kind() instanceof ModelKind.Page page ? page.number() : 0L)
                    .orElse(0L);
            headers.put(
                    "x-ms-if-sequence-number-" + sequence.word, Long.toString(Math.max(0, there + sequence.beside)));
        }
        return Client.Ask.put(spot.path(), "comp=page", headers, bytes().orElseGet(() -> new byte[0]));
    }

    @Override
    public Expected expect(ModelAccount model) {
        ModelAccount.Entry entry = model.require(spot);
        ModelBlob blob = entry.require();
        ModelKind.Page page = blob.kind().requirePage();
        wanted.requireForChange(blob, model.now());
        if (!sequence.met(page.number())) {
            throw new Unmet(412, "SequenceNumberConditionNotMet");
        }
        if ((first + count) * ModelKind.Page.SIZE > page.length()) {
            throw new Unmet(416, "InvalidPageRange");
        }
        ModelKind.Page after = page.with(first, count, bytes());
        entry.blob = Optional.of(blob.withContent(after.bytes(), after).changed(model.now()));
        return Written.answer(201, model, spot)
                .with("x-ms-blob-sequence-number", Long.toString(page.number()))
                .with("x-ms-request-server-encrypted", seed.map(_ -> "true"));
    }
}
