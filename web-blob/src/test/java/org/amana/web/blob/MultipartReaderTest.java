package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartReaderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                ";;",
                " ; ",
                ";boundary=a",
                "multipart/mixed",
                "multipart/mixed;",
                "text/plain;boundary=a"
            })
    void aContentTypeThatNamesNoneHasNoBoundary(String contentType) {
        assertThat(MultipartReader.boundary(contentType)).isEmpty();
    }

    @Test
    void aBoundaryStandsAmongParameters() {
        assertThat(MultipartReader.boundary("Multipart/Mixed; x=y; boundary=\"a b\";"))
                .isEqualTo("a b");
    }
}
