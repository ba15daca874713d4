package org.amana.policy;

import java.util.regex.Pattern;

/// One Cedar policy and the id that it has in decisions and in the ledger. The id is set here and nowhere else:
/// an `@id` annotation in the text is a comment to Cedar.
///
/// @param id path and version, for example `site/forbid/no-export@1`; at most 64 characters
public record PolicyText(String id, String source) {
    private static final Pattern SHAPE = Pattern.compile("[a-z]+(/[a-z0-9]+(-[a-z0-9]+)*){1,4}@[1-9][0-9]{0,4}");
    private static final int LONGEST_ID = 64;
    private static final int LONGEST_SOURCE = 16 * 1024;

    public PolicyText {
        if (id.length() > LONGEST_ID || !SHAPE.matcher(id).matches()) {
            throw new IllegalArgumentException("not the id of a policy such as site/forbid/no-export@1: " + id);
        }
        if (source.length() > LONGEST_SOURCE) {
            throw new IllegalArgumentException("policy " + id + " is longer than " + LONGEST_SOURCE + " characters");
        }
    }
}
