package org.emcc.certs.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
    private static String of(int... characters) {
        return Printable.of(new String(characters, 0, characters.length));
    }

    @Test
    void leavesWhatIsSeen() {
        for (String text : new String[] {"", "CN=a.example, O=\"Müller, 東京\"", "a\\b", "\uD83D\uDE00"}) {
            assertThat(Printable.of(text)).isSameAs(text);
        }
    }

    @Test
    void escapesWhatIsNot() {
        assertThat(of('a', '\n', 'b', 0x1B, '[', 0x7F, 0x85)).isEqualTo("a\\u000ab\\u001b[\\u007f\\u0085");
        assertThat(of(0x202E, 'x', 0x2066, 0x200B, 0xFEFF)).isEqualTo("\\u202ex\\u2066\\u200b\\ufeff");
        assertThat(of(0x2028, 0x2029, 0xD800, 'x')).isEqualTo("\\u2028\\u2029\\ud800x");
        assertThat(of(0xE0041, 0x1F600)).isEqualTo("\\udb40\\udc41\uD83D\uDE00");
    }

    @Test
    void leavesNothingThatMovesACursorOrTurnsTheText() {
        for (int each = 0; each <= Character.MAX_CODE_POINT; each++) {
            String text = of('x', each);
            assertThat(text.codePoints()
                            .noneMatch(c -> Character.isISOControl(c)
                                    || Character.getType(c) == Character.FORMAT
                                    || Character.getType(c) == Character.LINE_SEPARATOR))
                    .isTrue();
        }
    }
}
