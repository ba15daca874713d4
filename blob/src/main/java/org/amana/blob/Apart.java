package org.amana.blob;

import org.amana.kernel.AmanaException;

/// Work that is done part by part, none of which holds up the others: what one throws is logged.
final class Apart {
    private static final System.Logger LOG = System.getLogger(Apart.class.getName());

    private Apart() {}

    /// @param what it is, for the log
    /// @return whether it was done
    static boolean isDone(String what, Runnable part) {
        try {
            part.run();
            return true;
        } catch (AmanaException e) {
            LOG.log(System.Logger.Level.WARNING, what + " is put off", e);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, what + " failed; it is tried again", e);
        }
        return false;
    }
}
