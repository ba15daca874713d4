package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.amana.web.http.Header;
import org.junit.jupiter.api.Test;

class SignableTest {
    private static Signable get(String path, String query, String version, Header... headers) {
        return new Signable("GET", List.of(headers), path, Query.parse(query), ServiceVersion.parse("v", version));
    }

    @Test
    void theDocumentedExampleForListBlobs() {
        // Azure: Authorize with Shared Key, "Specifying the canonicalized resource string" and its sample.
        Signable request = get(
                "/mycontainer",
                "restype=container&comp=metadata&timeout=20",
                "2015-02-21",
                new Header("x-ms-date", "Fri, 26 Jun 2015 23:39:12 GMT"),
                new Header("x-ms-version", "2015-02-21"));
        assertThat(request.sharedKey("myaccount").getFirst())
                .isEqualTo(
                        "GET\n\n\n\n\n\n\n\n\n\n\n\nx-ms-date:Fri, 26 Jun 2015 23:39:12 GMT\nx-ms-version:2015-02-21\n"
                                + "/myaccount/mycontainer\ncomp:metadata\nrestype:container\ntimeout:20");
    }

    @Test
    void theLengthOfAnEmptyBodyDependsOnTheVersion() {
        Header zero = new Header("Content-Length", "0");
        assertThat(get("/c", "", "2015-02-21", zero).sharedKey("a").getFirst()).startsWith("GET\n\n\n\n");
        assertThat(get("/c", "", "2014-02-14", zero).sharedKey("a").getFirst()).startsWith("GET\n\n\n0\n");
    }

    @Test
    void theDateIsEmptyWhenTheStorageDateIsThere() {
        Header date = new Header("Date", "Fri, 26 Jun 2015 23:39:12 GMT");
        assertThat(get("/c", "", "2020-01-01", date).sharedKey("a").getFirst())
                .contains("\nFri, 26 Jun 2015 23:39:12 GMT\n");
        assertThat(get("/c", "", "2020-01-01", date, new Header("x-ms-date", "x"))
                        .sharedKey("a")
                        .getFirst())
                .doesNotContain("Fri");
    }

    @Test
    void pathStyleHasTheAccountTwice() {
        assertThat(get("/acct/c/a%2Fb", "", "2020-01-01").sharedKey("acct").getFirst())
                .endsWith("\n/acct/acct/c/a%2Fb");
    }

    @Test
    void whatCanBeInAHeaderIsSortedAsWindowsDoes() {
        String names = "!#$%&*.^_`|~+0123456789abcdefghijklmnopqrstuvwxyz";
        List<Header> headers = new ArrayList<>();
        names.chars().forEach(c -> headers.add(new Header("x-ms-meta-" + (char) c, "v")));
        Collections.reverse(headers);
        String sorted =
                names.chars().mapToObj(c -> "x-ms-meta-" + (char) c + ":v\n").collect(Collectors.joining());
        assertThat(get("/c", "", "2020-01-01", headers.toArray(Header[]::new)).sharedKey("a"))
                .anyMatch(text -> text.contains(sorted));
    }

    @Test
    void storageHeadersAreLowerCasedSortedAndMerged() {
        Signable request = get(
                "/c",
                "",
                "2020-01-01",
                new Header("x-ms-meta-FooBar", " v "),
                new Header("X-MS-META-a", "1"),
                new Header("x-ms-meta-A", "2"),
                new Header("x-ms-meta-empty", ""));
        assertThat(request.sharedKey("a").getFirst())
                .endsWith("\nx-ms-meta-a:1,2\nx-ms-meta-empty:\nx-ms-meta-foobar:v\n/a/c");
    }

    @Test
    void clientsThatSortLikeWindowsAreUnderstoodToo() {
        Signable request =
                get("/c", "", "2020-01-01", new Header("x-ms-meta-a1", "1"), new Header("x-ms-meta-a_b", "2"));
        assertThat(request.sharedKey("a"))
                .hasSize(2)
                .anyMatch(string -> string.contains("x-ms-meta-a1:1\nx-ms-meta-a_b:2"))
                .anyMatch(string -> string.contains("x-ms-meta-a_b:2\nx-ms-meta-a1:1"));
    }

    @Test
    void emptyStorageHeadersWereLeftOutBeforeMay2016() {
        Header empty = new Header("x-ms-meta-a", "");
        assertThat(get("/c", "", "2015-12-11", empty).sharedKey("a"))
                .hasSize(2)
                .satisfiesExactly(
                        left -> assertThat(left).doesNotContain("x-ms-meta-a"),
                        kept -> assertThat(kept).contains("\nx-ms-meta-a:\n"));
        assertThat(get("/c", "", "2016-05-31", empty).sharedKey("a"))
                .singleElement()
                .asString()
                .contains("\nx-ms-meta-a:\n");
    }

    @Test
    void liteSignsFourHeadersAndTheComponent() {
        Signable request = get(
                "/acct/c",
                "restype=container&comp=list",
                "2020-01-01",
                new Header("Content-Type", "text/plain"),
                new Header("Date", "d"));
        assertThat(request.sharedKeyLite("acct").getFirst()).isEqualTo("GET\n\ntext/plain\nd\n/acct/acct/c?comp=list");
    }
}
