package org.amana.policy;

/// What a purpose is to Amana itself, as its row says; purposes that people make have none.
final class Role {
    static final String NONE = "";
    static final String STEWARDSHIP = "stewardship";
    static final String READING_ROOM = "reading-room";
    static final String ADMINISTRATION = "administration";
    static final String MACHINE_READING = "machine-reading";
    static final String OPEN = "open";
    static final String DEVELOPMENT = "development";

    private Role() {}
}
