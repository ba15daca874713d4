package org.amana.verifier;

import java.nio.charset.StandardCharsets;

/// Where the fields stand that every single entry is asked for, and the words that stand there.
final class Places {
    static final int ACCESS_ACCT = Kind.ACCESS.position("acct");
    static final int ACCESS_ACT = Kind.ACCESS.position("act");
    static final int ACCESS_BOX = Kind.ACCESS.position("box");
    static final int ACCESS_DEC = Kind.ACCESS.position("dec");
    static final int ACCESS_DST = Kind.ACCESS.position("dst");
    static final int ACCESS_FEAT = Kind.ACCESS.position("feat");
    static final int ACCESS_IN = Kind.ACCESS.position("in");
    static final int ACCESS_OUT = Kind.ACCESS.position("out");
    static final int ACCESS_POL = Kind.ACCESS.position("pol");
    static final int ACCESS_PUR = Kind.ACCESS.position("pur");
    static final int ACCESS_RULE = Kind.ACCESS.position("rule");
    static final int ACCESS_SD = Kind.ACCESS.position("sd");
    static final int ACCESS_SVC = Kind.ACCESS.position("svc");
    static final int ACCESS_T = Kind.ACCESS.position("t");
    static final int ACCESS_UNITS = Kind.ACCESS.position("units");

    static final int VOID_ACCT = Kind.VOID.position("acct");
    static final int VOID_BOX = Kind.VOID.position("box");
    static final int VOID_DST = Kind.VOID.position("dst");
    static final int VOID_REF = Kind.VOID.position("ref");

    static final int PURPOSE_ACTS = Kind.PURPOSE.position("acts");
    static final int PURPOSE_BOXES = Kind.PURPOSE.position("boxes");
    static final int PURPOSE_BYTES = Kind.PURPOSE.position("bytes");
    static final int PURPOSE_EXP = Kind.PURPOSE.position("exp");
    static final int PURPOSE_FEATS = Kind.PURPOSE.position("feats");
    static final int PURPOSE_OBJECTS = Kind.PURPOSE.position("objects");
    static final int PURPOSE_PRACTICES = Kind.PURPOSE.position("practices");
    static final int PURPOSE_PUR = Kind.PURPOSE.position("pur");
    static final int PURPOSE_SD = Kind.PURPOSE.position("sd");
    static final int PURPOSE_STATE = Kind.PURPOSE.position("state");
    static final int PURPOSE_SVCS = Kind.PURPOSE.position("svcs");
    static final int PURPOSE_T = Kind.PURPOSE.position("t");
    static final int PURPOSE_VER = Kind.PURPOSE.position("ver");

    static final int CREDENTIAL_SD = Kind.CREDENTIAL.position("sd");
    static final int APPROVAL_SD = Kind.APPROVAL.position("sd");
    static final int REVIEW_SD = Kind.REVIEW.position("sd");

    static final byte[] ALLOW = ascii("allow");
    static final byte[] DENY = ascii("deny");
    static final byte[] ACTIVE = ascii("active");
    static final byte[] DELETE = ascii("delete");
    static final byte[] ENDED = ascii("ended");

    private Places() {}

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
