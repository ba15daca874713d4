package org.amana.web.console;

import java.util.List;
import org.amana.kernel.ErrorCode;
import org.amana.ledger.Receipt;
import org.amana.policy.AccessRequest;
import org.amana.policy.Passage;

/// The gate said no. It is an answer, shown as a page of its own; it travels as an exception only so that every handler
/// can be written as one straight story.
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ErrorCode code;
    private final transient List<String> rules;
    private final transient Receipt receipt;
    private final transient AccessRequest access;

    Refused(Passage.Denied<?> denied, AccessRequest access) {
        super(denied.reason(), null, false, false);
        this.code = denied.code();
        this.rules = denied.rules();
        this.receipt = denied.receipt();
        this.access = access;
    }

    /// What was asked for.
    AccessRequest access() {
        return access;
    }

    ErrorCode code() {
        return code;
    }

    /// Whether a day's limit is reached, which refuses whatever else the purpose does today.
    boolean isOfDay() {
        return code == ErrorCode.VOLUME_LIMIT_REACHED || code == ErrorCode.APPROVAL_REQUIRED;
    }

    /// Whether it would be refused under any other purpose, too: it must stay as it is.
    boolean isOfAllPurposes() {
        return code == ErrorCode.BLOB_ON_LEGAL_HOLD || code == ErrorCode.BLOB_IMMUTABLE;
    }

    List<String> rules() {
        return rules;
    }

    Receipt receipt() {
        return receipt;
    }
}
