package org.emcc.testkit.assertion;

import java.util.List;
import org.emcc.core.session.ErrorCode;
import org.emcc.testkit.phone.Display;

/**
 * Assertions about what a phone showed.
 *
 * @threadsafety confined to one thread
 * @since 0.1.0
 */
@SuppressWarnings("exports")
public final class DisplayAssert extends TimelineAssert<DisplayAssert, Display> {
    DisplayAssert(Display display) {
        super(display, DisplayAssert.class);
    }

    /**
     * It shows no error code.
     *
     * @return this
     */
    public DisplayAssert hasNoError() {
        isNotNull();
        List<ErrorCode> codes = actual.candidates();
        if (!codes.isEmpty()) {
            throw failure(
                    "%nthe phone should show no error,%nbut shows %s%nwhich can be %s%s", actual, codes, happened());
        }
        return this;
    }

    /**
     * It shows what this code, perhaps among others, is shown as.
     *
     * @param code the code
     * @return this
     */
    public DisplayAssert canBe(ErrorCode code) {
        isNotNull();
        List<ErrorCode> codes = actual.candidates();
        if (!codes.contains(code)) {
            throw failure(
                    "%nthe phone should show what can be %s,%nbut shows %s%nwhich can be %s%s",
                    code, actual, codes, happened());
        }
        return this;
    }

    /**
     * Its text has this in it.
     *
     * @param part some words
     * @return this
     */
    public DisplayAssert containsText(String part) {
        isNotNull();
        if (!actual.text().contains(part)) {
            throw failure("%nthe phone should show \"%s\",%nbut shows %s%s", part, actual, happened());
        }
        return this;
    }
}
