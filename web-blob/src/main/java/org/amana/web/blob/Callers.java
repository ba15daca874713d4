package org.amana.web.blob;

import org.amana.oidc.Tokens;
import org.amana.policy.Bearers;
import org.amana.policy.Keys;

/// What tells who asks: the keys that requests are signed with, and the tokens that bearers show.
///
/// @param tokens whose tokens count
public record Callers(Keys keys, Bearers bearers, Tokens tokens) {}
