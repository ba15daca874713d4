package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.amana.kernel.AmanaException;
import org.junit.jupiter.api.Tag;

/// Any bytes: stored access policies that are written, read and written again as the same, or a failure that says why.
@Tag("slow")
class AclXmlFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void documents(byte[] document) {
        try {
            byte[] written =
                    AclXml.write(AclXml.read(XmlReader.parse(document))).bytes();
            assertThat(AclXml.write(AclXml.read(XmlReader.parse(written))).bytes())
                    .isEqualTo(written);
        } catch (AmanaException e) {
            assertThat(e.message()).isNotEmpty();
        }
    }
}
