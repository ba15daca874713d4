package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class UnreadTest {
    @Test
    void whyAFileCouldNotBeReadIsSaidInWords() {
        assertThat(Unread.why(new NoSuchFileException("kept"))).isEqualTo("kept is not there");
        assertThat(Unread.why(new AccessDeniedException("kept"))).startsWith("kept may not be read by user ");
        assertThat(Unread.why(new IOException("odd"))).isEqualTo("odd");
        assertThat(Unread.why(new EOFException("early"))).isEqualTo("java.io.EOFException: early");
    }
}
