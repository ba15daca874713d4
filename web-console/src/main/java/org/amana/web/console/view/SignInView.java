package org.amana.web.console.view;

import java.util.List;

/// The door: a one-time link that waits to be used, or a form for an access key.
///
/// @param link    the token of the link; empty list when there is none
/// @param account what was typed
/// @param error   why the last attempt failed, empty at first
/// @param wrongKey whether the account and the key were not right together
/// @param note    why one is here, where it is no mistake; else empty
/// @param back    where to go afterwards
public record SignInView(List<String> link, String account, String error, boolean wrongKey, String note, String back) {
    public SignInView {
        link = List.copyOf(link);
    }

    public SignInView(List<String> link, String account, String error, String note, String back) {
        this(link, account, error, false, note, back);
    }
}
