package org.amana.web.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.amana.web.blob.WireClient.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Names of blobs in the path of a request, byte for byte.
final class NamesWireTest extends OpenHouse {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a%2Fb",
                "a+b",
                "a%20b",
                "%D8%A3%D9%85%D8%A7%D9%86%D8%A9",
                "%F0%9F%8C%B4",
                "a//b",
                "dir/./x",
                "../x",
                "../../../x",
                "t.",
                "tail/",
                "%252F",
                "q%3Fx",
                "%01",
                "a;b=c",
                "!$&'()*,=:@"
            })
    void namesAreKeptByteForByte(String encoded) throws IOException {
        assertThat(put(encoded, encoded).status()).isEqualTo(201);
        assertThat(get(encoded).text()).isEqualTo(encoded);
        String list = steward("GET", "/" + container + "?restype=container&comp=list")
                .send()
                .text();
        String name = Percent.decode(encoded);
        String shown = new Xml().name("Name", name).toString();
        assertThat(list).contains(shown.substring(shown.indexOf("?>") + 2));
    }

    @Test
    void anEncodedSlashIsASlashAndSoIsABackslash() throws IOException {
        put("a%2Fb", "x");
        assertThat(get("a/b").text()).isEqualTo("x");
        assertThat(get("a%5Cb").text()).isEqualTo("x");
        assertThat(get("a%252Fb").status()).isEqualTo(404);
    }

    @Test
    void namesHaveAtMost1024Characters() throws IOException {
        assertThat(put("%D8%A3".repeat(1024), "x").status()).isEqualTo(201);
        Answer tooLong = put("a".repeat(1025), "x");
        assertThat(tooLong.status()).isEqualTo(400);
        assertThat(tooLong.code()).isEqualTo("OutOfRangeInput");
        assertThat(put("%00", "x").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%zz", "%ff%fe", "%c0%af"})
    void brokenEncodingsAreRefused(String name) throws IOException {
        Answer answer =
                client.request("GET", "/" + A + "/" + container + "/" + name).send();
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("InvalidUri");
    }
}
