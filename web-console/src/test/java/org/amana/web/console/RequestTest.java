package org.amana.web.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.amana.kernel.AmanaException;
import org.amana.web.console.Request.Form;
import org.junit.jupiter.api.Test;

final class RequestTest {
    @Test
    void aFormIsDecodedOnce() {
        Form form = Form.parse("name=a%2Fb+c%252F&empty=&flag&x=1&x=2");
        assertThat(form.raw("name")).isEqualTo("a/b c%2F");
        assertThat(form.raw("empty")).isEmpty();
        assertThat(form.raw("flag")).isEmpty();
        assertThat(form.all("x")).containsExactly("1", "2");
        assertThat(form.all("missing")).isEmpty();
    }

    @Test
    void malformedEscapesAreRefused() {
        for (String bad : List.of("a=%", "a=%2", "a=%zz", "a=%ff", "a=%c3%28", "%e2%82=1")) {
            assertThatThrownBy(() -> Form.parse(bad)).as(bad).isInstanceOf(AmanaException.class);
        }
    }

    @Test
    void aFormWithTooManyValuesIsRefused() {
        assertThatThrownBy(() -> Form.parse("a=1&".repeat(600))).isInstanceOf(AmanaException.class);
    }

    @Test
    void numbersOutOfRangeAreTheDefault() {
        Form form = Form.parse("page=7&big=99999999999999999999&word=x&minus=-3");
        assertThat(form.number("page", 1, 10, 1)).isEqualTo(7);
        assertThat(form.number("big", 1, 10, 1)).isEqualTo(1);
        assertThat(form.number("word", 1, 10, 4)).isEqualTo(4);
        assertThat(form.number("minus", 1, 10, 1)).isEqualTo(1);
    }

    @Test
    void anAddressKeepsAnyNameInOneParameter() {
        String name = "a/b?c#d&e=f %+\"<\u202e../\u0645.pdf";
        String address = Address.of("/file").with("name", name).toString();
        assertThat(address).matches("/file\\?name=[A-Za-z0-9%._~-]+");
        assertThat(Form.parse(address.substring(address.indexOf('?') + 1)).raw("name"))
                .isEqualTo(name);
    }

    @Test
    void onlyPathsOfThisConsoleAreLocal() {
        assertThat(Address.isLocal("/search?q=a%20b")).isTrue();
        for (String bad :
                List.of("", "//evil.example", "https://evil.example", "/\\evil.example", "evil", "/a\r\nb", "/a b")) {
            assertThat(Address.isLocal(bad)).as(bad).isFalse();
        }
    }

    @Test
    void aRouteMatchesWholePathsOnly() {
        Route route = Route.get("/containers/*", Route.Door.OPEN, (visit, parts) -> Answer.to("/"));
        assertThat(route.match(List.of("containers", "a"))).contains(List.of("a"));
        assertThat(route.match(List.of("containers"))).isEmpty();
        assertThat(route.match(List.of("containers", "a", "b"))).isEmpty();
        assertThat(route.match(List.of("Containers", "a"))).isEmpty();
    }
}
