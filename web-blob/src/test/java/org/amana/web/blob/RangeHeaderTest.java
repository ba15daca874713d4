package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;

import org.amana.blob.ByteRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangeHeaderTest {
    @Test
    void theTwoFormsOfTheServiceAreRead() {
        assertThat(RangeHeader.parse("bytes=0-499")).hasValue(new ByteRange(0, 499));
        assertThat(RangeHeader.parse("bytes=500-")).hasValue(ByteRange.from(500));
        assertThat(RangeHeader.parse("Bytes=500-")).hasValue(ByteRange.from(500));
        assertThat(RangeHeader.parse(" bytes=7-7 ")).hasValue(new ByteRange(7, 7));
    }

    @Test
    void numbersBeyondEveryBlobAreTheLargestThereIs() {
        assertThat(RangeHeader.parse("bytes=0-99999999999999999999")).hasValue(new ByteRange(0, Long.MAX_VALUE));
        assertThat(RangeHeader.parse("bytes=99999999999999999999-"))
                .hasValue(new ByteRange(Long.MAX_VALUE, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "bytes=-5", "bytes=5-4", "bytes=0-1,3-4", "bytes", "items=0-1", "bytes=a-b", "bytes=0-1x"})
    void otherFormsAreNoRange(String header) {
        assertThat(RangeHeader.parse(header)).isEmpty();
    }
}
