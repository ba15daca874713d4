package org.amana.soak;

/// What a model says where a server must refuse: an answer, not a failure, so it carries no trace.
final class Unmet extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;

    /// @param code Azure's word for it
    Unmet(int status, String code) {
        super(status + " " + code, null, false, false);
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    static Unmet noContainer() {
        return new Unmet(404, "ContainerNotFound");
    }

    static Unmet noBlob() {
        return new Unmet(404, "BlobNotFound");
    }

    static Unmet wrongType() {
        return new Unmet(409, "InvalidBlobType");
    }

    static Unmet condition() {
        return new Unmet(412, "ConditionNotMet");
    }
}
