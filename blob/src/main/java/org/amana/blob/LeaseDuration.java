package org.amana.blob;

/// How long a lease lasts; only a leased blob or container has one.
public enum LeaseDuration {
    NONE,
    FIXED,
    INFINITE
}
