package org.amana.soak;

/// Where a blob is or could be.
record Spot(String container, String name) {
    /// As a URL has it, below the account.
    String path() {
        return "/" + container + "/" + Client.encode(name).replace("+", "%20").replace("%2F", "/");
    }

    @Override
    public String toString() {
        return container + "/" + name;
    }
}
