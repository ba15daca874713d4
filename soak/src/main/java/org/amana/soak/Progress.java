package org.amana.soak;

/// Where a campaign tells how far it is.
@FunctionalInterface
interface Progress {
    void say(String line);
}
