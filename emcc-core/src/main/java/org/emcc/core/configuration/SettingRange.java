package org.emcc.core.configuration;

import org.emcc.core.internal.Require;

/** The ranges of 5.1 and 5.2: what is built by hand must keep them. */
final class SettingRange {
    private SettingRange() {}

    static Setting<Integer> check(Setting<Integer> setting, String what, int min, int max) {
        setting.value().ifPresent(value -> Require.range(value, what, min, max));
        return setting;
    }
}
