package org.amana.web.console.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TongueTest {

    @Test
    void languagesHaveTheNamesThatReadersKnowThemBy() {
        assertThat(Tongue.name("ara", Lang.AR)).isEqualTo("العربية");
        assertThat(Tongue.name("eng", Lang.AR)).isEqualTo("الإنجليزية");
        assertThat(Tongue.name("ar", Lang.AR)).isEqualTo("العربية");
        assertThat(Tongue.name("spa", Lang.EN)).isEqualTo("Spanish");
        assertThat(Tongue.name("chi_sim", Lang.EN)).isEqualTo("chi_sim");
    }
}
