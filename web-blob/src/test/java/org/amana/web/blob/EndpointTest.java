package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTest {
    private final Endpoint endpoint = new Endpoint("acct"::equals, Set.of("storage.example", "other.example:9999"));

    private Target resolve(String host, String path, String query) {
        return endpoint.resolve(host, path, Query.parse(query));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:10000, /acct/c/b, acct, BLOB, c, b",
        "127.0.0.1:10000, /acct/c/x//y/../z., acct, BLOB, c, x//y/../z.",
        "127.0.0.1:10000, /acct/c/rsrc%2Fsub%2Ff29, acct, BLOB, c, rsrc/sub/f29",
        "127.0.0.1:10000, /acct/c/a%252Fb+c, acct, BLOB, c, a%2Fb+c",
        "127.0.0.1:10000, /acct/c/dir/, acct, BLOB, c, dir/",
        "127.0.0.1:10000, /acct/$web/i, acct, BLOB, $web, i",
        "127.0.0.1:10000, /acct/root.txt, acct, BLOB, $root, root.txt",
        "acct.blob.localhost:10000, /c/b, acct, BLOB, c, b",
        "127.0.0.1:10000, /acct/c/a%5Cb\\c, acct, BLOB, c, a/b/c",
        "acct.localhost:10000, /c/b, acct, BLOB, c, b",
        "acct.localhost:10000, /acct/c/b, acct, BLOB, c, b",
        "ACCT.blob.core.windows.net, /c/b/d, acct, BLOB, c, b/d",
        "data.blob.example, /acct/c/b, acct, BLOB, c, b",
        "acct.example, /acct/c/b, acct, BLOB, c, b"
    })
    void blobs(String host, String path, String account, Level level, String container, String blob) {
        Target target = resolve(host, path, "");
        assertThat(target).isEqualTo(new Target(account, false, level, container, blob, path));
    }

    @Test
    void accountsAndContainers() {
        assertThat(resolve("h", "/acct", "comp=list").level()).isEqualTo(Level.ACCOUNT);
        assertThat(resolve("h", "/acct/", "comp=list").level()).isEqualTo(Level.ACCOUNT);
        assertThat(resolve("acct.blob.h", "/", "comp=list").account()).isEqualTo("acct");
        assertThat(resolve("h", "/acct/c", "restype=container").level()).isEqualTo(Level.CONTAINER);
        assertThat(resolve("h", "/acct/c/", "restype=container").container()).isEqualTo("c");
        assertThat(resolve("acct.blob.h", "/c", "restype=container").level()).isEqualTo(Level.CONTAINER);
        assertThatThrownBy(() -> resolve("h", "/acct/c/", "")).hasMessageContaining("no blob's name behind /c/");
        assertThatThrownBy(() -> resolve("acct.blob.h", "/c/", "comp=metadata")).hasMessageContaining("/c/");
        assertThat(resolve("h", "/", "").account()).isEmpty();
    }

    @Test
    void theOtherPortIsOursOnlyWhereNothingTranslatesPorts() {
        assertThat(endpoint.isOurs("127.0.0.1:10443", "127.0.0.1:10000")).isFalse();
        endpoint.reachedAt(Set.of(10000, 10443));
        assertThat(endpoint.isOurs("127.0.0.1:10443", "127.0.0.1:10000")).isTrue();
        assertThat(endpoint.isOurs("127.0.0.1:10000", "127.0.0.1:10443")).isTrue();
        assertThat(endpoint.isOurs("127.0.0.1:10000", "127.0.0.1:20000")).isFalse();
        assertThat(endpoint.isOurs("127.0.0.1:10001", "127.0.0.1:10000")).isFalse();
    }

    @Test
    void theSecondaryIsTheSameAccount() {
        assertThat(resolve("h", "/acct-secondary/c/b", "")).satisfies(target -> {
            assertThat(target.account()).isEqualTo("acct");
            assertThat(target.secondary()).isTrue();
        });
        assertThat(resolve("acct-secondary.blob.h", "/c/b", "").secondary()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:10000, 127.0.0.1:10000, true",
        "127.0.0.1:10000, localhost:10000, true",
        "[::1]:10000, localhost:10000, true",
        "azurite:10000, azurite:10000, true",
        "storage.example:10000, localhost:10000, true",
        "acct.blob.localhost:10000, localhost:10000, true",
        "acct.blob.core.windows.net, localhost:10000, true",
        "acct.blob.core.windows.net:1, localhost:10000, false",
        "other.blob.core.windows.net, localhost:10000, false",
        "other.example:9999, localhost:10000, true",
        "localhost:10001, 127.0.0.1:10000, false",
        "evil.example:10000, localhost:10000, false",
        "169.254.169.254, localhost, false"
    })
    void ownUrlsAreKnownByEveryAlias(String authority, String requestHost, boolean ours) {
        assertThat(endpoint.isOurs(authority, requestHost)).isEqualTo(ours);
    }
}
