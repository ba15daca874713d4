package org.amana.search;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;

class PageFactsTest {
    private static final PageFacts FACTS = new PageFacts(
            4711,
            2,
            3,
            100,
            200,
            "archive",
            "letters",
            "Box 41/minutes.pdf",
            "2/1",
            "scan.png",
            "Minutes",
            "application/pdf",
            "en",
            "ar",
            Instant.parse("2018-03-14T00:00:00Z"),
            Instant.parse("2026-11-30T12:00:00Z"),
            4_321,
            11,
            "Tesseract 5.5.2 eng",
            TextSource.OCR,
            0.71);

    @Test
    void whatIsEncodedComesBack() {
        assertThat(PageFacts.decode(FACTS.encode())).isEqualTo(FACTS);
    }

    @Test
    void anETagThatAnEarlierBuildWroteIsPassedOver() {
        BytesRef encoded = FACTS.encode();
        String bytes = new String(encoded.bytes, encoded.offset, encoded.length, US_ASCII);
        int behindPartName = bytes.indexOf("scan.png") + "scan.png".length();
        ByteArrayOutputStream earlier = new ByteArrayOutputStream();
        earlier.write(encoded.bytes, encoded.offset, behindPartName);
        earlier.write(4);
        earlier.writeBytes("0x8D".getBytes(US_ASCII));
        earlier.write(
                encoded.bytes,
                encoded.offset + behindPartName + 1,
                encoded.length - behindPartName - 1); // not the empty one
        assertThat(PageFacts.decode(new BytesRef(earlier.toByteArray()))).isEqualTo(FACTS);
    }
}
