package org.emcc.certs.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintableTest {
    @ParameterizedTest
    @CsvSource({
        "0, \\u0000",
        "a, \\u000a",
        "1b, \\u001b",
        "7f, \\u007f",
        "85, \\u0085",
        "ad, \\u00ad",
        "61c, \\u061c",
        "200b, \\u200b",
        "2028, \\u2028",
        "2029, \\u2029",
        "202e, \\u202e",
        "2066, \\u2066",
        "d800, \\ud800",
        "feff, \\ufeff",
        "e0001, \\udb40\\udc01"
    })
    void showsByNumberWhatWouldNotShow(String hex, String shown) {
        String text = Character.toString(Integer.parseInt(hex, 16));

        assertThat(Printable.of("a" + text + "b")).isEqualTo("a" + shown + "b");
        assertThat(Printable.of(text)).isEqualTo(shown);
    }

    @Test
    void leavesTheRest() {
        String text = "CN=Zürich, ου, 日本, \uD83D\uDE00, ~, \\u202e";

        assertThat(Printable.of(text)).isEqualTo(text);
        assertThat(Printable.of("")).isEmpty();
        assertThat(Printable.of(Printable.of("x\u202ey"))).isEqualTo("x\\u202ey");
    }
}
