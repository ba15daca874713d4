package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TextTableTest {
    @Test
    void whatWasPutIsFoundWhereverItLies() {
        TextTable<Integer> table = new TextTable<>(_ -> 8);
        for (int i = 0; i < 5_000; i++) {
            table.put("c-" + i, i);
        }
        table.put("c-17", -17);
        byte[] bytes = "xxc-17yyc-4999z".getBytes(StandardCharsets.US_ASCII);
        assertThat(table.find(bytes, 2, 6)).isEqualTo(-17);
        assertThat(table.find(bytes, 8, 14)).isEqualTo(4_999);
        assertThat(table.find(bytes, 7, 14)).isNull();
        assertThat(table.size()).isEqualTo(5_000);
    }

    /// `Aa` and `BB` have the same hash in every polynomial of 31, and so have all texts made of them; in a table
    /// that hashed so, these texts would be compared each with each: some nine thousand million times.
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void textsThatAreChosenToMeetDoNotMakeItSlow() {
        TextTable<Integer> table = new TextTable<>(_ -> 8);
        for (int i = 0; i < 1 << 17; i++) {
            StringBuilder text = new StringBuilder();
            for (int pair = 0; pair < 17; pair++) {
                text.append((i >> pair & 1) == 0 ? "Aa" : "BB");
            }
            table.put(text.toString(), i);
        }
        assertThat(table.size()).isEqualTo(1 << 17);
    }
}
