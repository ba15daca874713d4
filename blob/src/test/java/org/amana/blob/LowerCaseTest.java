package org.amana.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LowerCaseTest {
    private static final Pattern PLAIN = Pattern.compile("[a-z0-9]{2,4}");
    private static final Pattern DASHED = Pattern.compile("(?=.{2,4}$)[a-z0-9]+(-[a-z0-9]+)*");

    @Test
    void everyShortTextIsANameJustWhenItHasTheForm() {
        for (String text : texts("az09-A`{/:é\n", 5)) {
            assertThat(LowerCase.isOne(text, 2, 4))
                    .as(text)
                    .isEqualTo(PLAIN.matcher(text).matches());
            assertThat(LowerCase.isOneWithDashes(text, 2, 4))
                    .as(text)
                    .isEqualTo(DASHED.matcher(text).matches());
        }
    }

    /// All texts of these letters, up to a length.
    private static List<String> texts(String letters, int longest) {
        List<String> all = new ArrayList<>(List.of(""));
        List<String> last = List.copyOf(all);
        for (int length = 1; length <= longest; length++) {
            last = last.stream()
                    .flatMap(text -> letters.chars().mapToObj(letter -> text + (char) letter))
                    .toList();
            all.addAll(last);
        }
        return all;
    }
}
