package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.amana.blob.StoredAccessPolicy;
import org.amana.kernel.AmanaException;
import org.junit.jupiter.api.Tag;

/// Any bytes: stored access policies that are written and read again as the same, or a failure that says why.
@Tag("slow")
class AclXmlFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void documents(byte[] document) {
        try {
            List<StoredAccessPolicy> read = AclXml.read(XmlReader.parse(document));
            assertThat(AclXml.read(XmlReader.parse(AclXml.write(read).bytes()))).isEqualTo(read);
        } catch (AmanaException e) {
            assertThat(e.message()).isNotEmpty();
        }
    }
}
