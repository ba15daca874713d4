package org.amana.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DispositionTest {
    @Test
    void aNameIsGivenInAsciiAndWhole() {
        assertThat(Disposition.attachment("box 41/Minutes (v2).pdf"))
                .isEqualTo("attachment; filename=\"Minutes (v2).pdf\"; filename*=UTF-8''Minutes%20%28v2%29.pdf");
        assertThat(Disposition.attachment("محضر.pdf"))
                .isEqualTo("attachment; filename=\"____.pdf\"; filename*=UTF-8''%D9%85%D8%AD%D8%B6%D8%B1.pdf");
    }

    @Test
    void nothingInANameCanEndTheHeaderOrLeaveTheFolder() {
        String header = Disposition.attachment("a\"\r\nSet-Cookie: x=y\\..\\b\u202e.exe");
        assertThat(header).doesNotContain("\r", "\n", "\\", "\u202e", "%E2%80%AE");
        assertThat(header.chars().filter(c -> c == '"').count()).isEqualTo(2);
    }

    @Test
    void aNameOfDotsAloneIsCalledFile() {
        assertThat(Disposition.attachment("a/..")).startsWith("attachment; filename=\"file\"");
        assertThat(Disposition.attachment("a/\u200e")).startsWith("attachment; filename=\"file\"");
    }
}
