package org.amana.soak;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Set Blob Properties, as far as it is about pages: the length, the sequence number. Standard headers stay when none
/// is given.
///
/// @param pages  the new length; empty to keep it
/// @param number for the action, which has none when it increments
record ChangePageBlobStep(Spot spot, Optional<Integer> pages, Action action, long number, Wanted wanted)
        implements Step.Request {
    /// What becomes of the sequence number.
    enum Action {
        KEEP,
        MAX,
        UPDATE,
        INCREMENT;

        private long after(long before, long number) {
            return switch (this) {
                case KEEP -> before;
                case MAX -> Math.max(before, number);
                case UPDATE -> number;
                case INCREMENT -> before + 1;
            };
        }
    }

    ChangePageBlobStep {
        if (pages.isEmpty() && action == Action.KEEP) {
            throw new IllegalArgumentException("nothing would be changed");
        }
    }

    @Override
    public Client.Ask ask(ModelAccount model) {
        Map<String, String> headers = new HashMap<>();
        wanted.write(headers, model.look(spot));
        pages.ifPresent(it -> headers.put("x-ms-blob-content-length", Integer.toString(it * ModelKind.Page.SIZE)));
        if (action != Action.KEEP) {
            headers.put("x-ms-sequence-number-action", action.name().toLowerCase(Locale.ROOT));
        }
        if (action == Action.MAX || action == Action.UPDATE) {
            headers.put("x-ms-blob-sequence-number", Long.toString(number));
        }
        return Client.Ask.put(spot.path(), "comp=properties", headers, new byte[0]);
    }

    @Override
    public Expected expect(ModelAccount model) {
        ModelAccount.Entry entry = model.require(spot);
        ModelBlob blob = entry.require();
        ModelKind.Page page = blob.kind().requirePage();
        wanted.requireForChange(blob, model.now());
        ModelKind.Page after = page.resized(
                        pages.map(it -> it * ModelKind.Page.SIZE).orElse(page.length()))
                .numbered(action.after(page.number(), number));
        entry.blob = Optional.of(blob.withContent(after.bytes(), after).changed(model.now()));
        return Written.answer(200, model, spot).with("x-ms-blob-sequence-number", Long.toString(after.number()));
    }
}
