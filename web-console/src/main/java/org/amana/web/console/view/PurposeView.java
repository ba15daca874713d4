package org.amana.web.console.view;

import java.util.List;
import java.util.Optional;

/// One purpose: what it may do, its keys, its use.
///
/// @param keysOpen whether the keys are shown to whoever looks; `keys` is empty otherwise
/// @param secret   a key that was just made, shown this once; empty otherwise
/// @param mayGive  whether who may change the purpose may also give out keys for it
/// @param form     for another key
/// @param more     to ask for more than the day's volume; empty unless one works under this purpose, and it has a limit
public record PurposeView(
        String id,
        String title,
        Mark mark,
        String state,
        List<FileView.Fact> facts,
        List<Key> keys,
        boolean keysOpen,
        List<Secret> secret,
        boolean mayChange,
        boolean mayGive,
        boolean active,
        List<PurposeForm.Choice> principals,
        KeyForm form,
        Optional<MoreForm> more) {
    public PurposeView {
        facts = List.copyOf(facts);
        keys = List.copyOf(keys);
        secret = List.copyOf(secret);
        principals = List.copyOf(principals);
    }

    /// What is wrong with what was sent, in the order of the page.
    public List<PurposeForm.Wrong> wrong() {
        return more.filter(it -> !it.wrong().isEmpty()).map(MoreForm::wrong).orElse(form.wrong());
    }

    public record Key(
            String id, String kind, String principal, Mark mark, String state, String expires, boolean live) {}

    public record Secret(String id, String account, String key, String connection) {}
}
