package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.amana.blob.ServiceProperties;
import org.amana.kernel.AmanaException;
import org.junit.jupiter.api.Tag;

/// Any bytes: service properties that are written and read again as the same, or a failure that says why.
@Tag("slow")
class ServicePropertiesXmlFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void documents(byte[] document) {
        try {
            ServiceProperties read = ServicePropertiesXml.read(XmlReader.parse(document), ServiceProperties.DEFAULT);
            assertThat(ServicePropertiesXml.read(
                            XmlReader.parse(ServicePropertiesXml.write(read).bytes()), ServiceProperties.DEFAULT))
                    .isEqualTo(read);
        } catch (AmanaException e) {
            assertThat(e.message()).isNotEmpty();
        }
    }
}
