package org.amana.web.blob;

import java.util.List;
import org.amana.web.http.Header;

/// One request of a batch, taken apart but not understood yet.
///
/// @param contentId what the client calls the part; "" when it does not
/// @param rawPath the path as sent; it begins with `/`
/// @param rawQuery what follows the `?`, "" when there is none
record BatchPart(String contentId, String method, String rawPath, String rawQuery, List<Header> headers) {
    BatchPart {
        headers = List.copyOf(headers);
    }
}
