package org.emcc.testkit.assertion;

import org.emcc.testkit.phone.Display;
import org.emcc.testkit.phone.VirtualPhone;
import org.emcc.testkit.trace.Trace;

/**
 * Where assertions begin.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
@SuppressWarnings("exports") // whoever uses it requires AssertJ by himself; whoever does not need not have it
public final class EmccAssertions {
    private EmccAssertions() {}

    /**
     * About a phone, as it is now.
     *
     * @param phone the phone
     * @return assertions
     */
    public static VirtualPhoneAssert assertThat(VirtualPhone phone) {
        return new VirtualPhoneAssert(phone);
    }

    /**
     * About what a phone showed.
     *
     * @param display what it showed
     * @return assertions
     */
    public static DisplayAssert assertThat(Display display) {
        return new DisplayAssert(display);
    }

    /**
     * About what has happened in a lab so far.
     *
     * @param trace the trace
     * @return assertions
     */
    public static TraceAssert assertThat(Trace trace) {
        return new TraceAssert(trace);
    }
}
