package org.amana.web.blob;

/// Which of Azure's three levels a URL names.
enum Level {
    ACCOUNT,
    CONTAINER,
    BLOB
}
