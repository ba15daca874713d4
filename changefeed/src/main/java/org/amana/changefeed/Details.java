package org.amana.changefeed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/// What only some events tell, by the names that Azure has for it.
///
/// @param previous `previousInfo`
/// @param properties `blobPropertiesUpdated`: `current` and `previous` of each standard header that changed
/// @param tags `blobTagsUpdated`: all tags, `current` and `previous`
/// @param operation `asyncOperationInfo`
record Details(
        Map<String, String> previous,
        Map<String, Map<String, String>> properties,
        Map<String, Map<String, String>> tags,
        Map<String, String> operation) {
    static final Details NONE = new Details(Map.of(), Map.of(), Map.of(), Map.of());

    private static final ObjectMapper JSON = new ObjectMapper();

    Details {
        previous = Map.copyOf(previous);
        properties = Map.copyOf(properties);
        tags = Map.copyOf(tags);
        operation = Map.copyOf(operation);
    }

    static Details ofPrevious(Map<String, String> previous) {
        return new Details(previous, Map.of(), Map.of(), Map.of());
    }

    static Details ofProperties(Map<String, Map<String, String>> properties) {
        return new Details(Map.of(), properties, Map.of(), Map.of());
    }

    static Details ofTags(Map<String, Map<String, String>> tags) {
        return new Details(Map.of(), Map.of(), tags, Map.of());
    }

    static Details ofOperation(Map<String, String> operation) {
        return new Details(Map.of(), Map.of(), Map.of(), operation);
    }

    /// For the catalog; "" for none, as of most events.
    String text() {
        if (equals(NONE)) {
            return "";
        }
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can be written as JSON", e);
        }
    }

    /// Reads what [#text] wrote.
    static Details parse(String text) {
        try {
            return text.isEmpty() ? NONE : JSON.readValue(text, Details.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("details of a change: " + text, e);
        }
    }
}
