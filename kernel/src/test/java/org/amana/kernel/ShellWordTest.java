package org.amana.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordTest {
    @Test
    void whatIsPlainStaysAsItIs() {
        assertThat(ShellWord.of("/srv/amana/data-1_2.x")).isEqualTo("/srv/amana/data-1_2.x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/srv/my data", "it's", "~/data", "$HOME", "a;b", "a\\b", "*", "ä ö", "two\nlines", "'"})
    void aShellReadsTheWordAsItWas(String word) throws IOException {
        Process shell = new ProcessBuilder(List.of("sh", "-c", "printf '%s.' " + ShellWord.of(word))).start();
        String read = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(read).isEqualTo(word + ".");
    }
}
