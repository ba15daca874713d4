package org.amana.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import org.amana.web.console.Browser.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecureCookiesTest {
    @TempDir
    Path folder;

    @Test
    void behindTlsTheSessionIsInACookieThatNobodyElseAtTheHostSets() {
        try (House house = new House(folder, InstantSource.system(), 0, true)) {
            Page in = new Browser(house.address())
                    .postExactly(
                            "/sign-in",
                            "account",
                            House.ACCOUNT,
                            "key",
                            house.keys.reader().base64());
            assertThat(in.header("Set-Cookie"))
                    .matches(
                            "__Host-amana_session=[\\w-]{43}; Path=/; Max-Age=\\d+; HttpOnly; SameSite=Strict; Secure");
            String token = in.header("Set-Cookie").replaceAll("^[^=]*=|;.*", "");
            Browser browser = new Browser(house.address());
            assertThat(browser.get("/session", "Cookie", "amana_session=" + token)
                            .status())
                    .isEqualTo(303);
            assertThat(browser.get("/session", "Cookie", "__Host-amana_session=" + token)
                            .text())
                    .contains("P-2");
            assertThat(browser.get("/ledger?lang=ar").header("Set-Cookie")).endsWith("; Secure");
        }
    }
}
