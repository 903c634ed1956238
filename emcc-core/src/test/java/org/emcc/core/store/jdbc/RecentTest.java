package org.emcc.core.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.emcc.core.id.DeviceName;
import org.emcc.core.store.Versioned;
import org.junit.jupiter.api.Test;

class RecentTest {
    private final Recent<String> recent = new Recent<>();

    private static DeviceName phone(int number) {
        return DeviceName.of(String.format("SEP%012X", number));
    }

    @Test
    void keepsTheLatestOfEachPhoneUntilItIsDropped() {
        recent.note(phone(1), new Versioned<>("a", 1));
        recent.note(phone(2), new Versioned<>("b", 1));
        recent.note(phone(1), new Versioned<>("a", 2));

        assertThat(recent.of(phone(1))).contains(new Versioned<>("a", 2));
        recent.drop(phone(1));
        assertThat(recent.of(phone(1))).isEmpty();
        assertThat(recent.of(phone(2))).isPresent();
    }

    @Test
    void forgetsThePhoneThatWasUsedLeastRecentlyWhenThereAreTooMany() {
        for (int i = 0; i < Recent.MOST; i++) {
            recent.note(phone(i), new Versioned<>("a", 1));
        }
        assertThat(recent.of(phone(0))).isPresent();

        recent.note(phone(Recent.MOST), new Versioned<>("a", 1));

        assertThat(recent.of(phone(0))).as("used just now").isPresent();
        assertThat(recent.of(phone(1))).as("not used since").isEmpty();
        assertThat(recent.of(phone(Recent.MOST))).isPresent();
    }
}
