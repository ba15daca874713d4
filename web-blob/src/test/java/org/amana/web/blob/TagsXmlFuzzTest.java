package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.amana.blob.Tags;
import org.amana.kernel.AmanaException;
import org.junit.jupiter.api.Tag;

/// Any bytes: tags that are written and read again as the same, or a failure that says why.
@Tag("slow")
class TagsXmlFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void documents(byte[] document) {
        try {
            Tags read = TagsXml.read(XmlReader.parse(document));
            assertThat(TagsXml.read(XmlReader.parse(TagsXml.write(read).bytes())))
                    .isEqualTo(read);
        } catch (AmanaException e) {
            assertThat(e.message()).isNotEmpty();
        }
    }
}
