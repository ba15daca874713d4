package org.amana.web.blob;

import java.util.SortedMap;
import java.util.TreeMap;
import org.amana.blob.Tags;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// `Tags` (Azure REST: *Set Blob Tags*).
final class TagsXml {
    private TagsXml() {}

    /// @throws AmanaException `INVALID_XML` for another document, `INVALID_TAGS`
    static Tags read(XmlElement root) {
        SortedMap<String, String> tags = new TreeMap<>();
        root.named("Tags").child("TagSet").ifPresent(set -> set.children().forEach(tag -> add(tags, tag.named("Tag"))));
        return new Tags(tags);
    }

    private static void add(SortedMap<String, String> tags, XmlElement tag) {
        String key = tag.exactTextOf("Key");
        if (tags.put(key, tag.exactTextOf("Value")) != null) {
            throw new AmanaException(ErrorCode.INVALID_TAGS, "the tag " + key + " is given twice");
        }
    }

    static Xml write(Tags tags) {
        return write(new Xml(), tags);
    }

    static Xml write(Xml xml, Tags tags) {
        xml.open("Tags").open("TagSet");
        tags.values()
                .forEach((key, value) ->
                        xml.open("Tag").text("Key", key).text("Value", value).close("Tag"));
        return xml.close("TagSet").close("Tags");
    }
}
