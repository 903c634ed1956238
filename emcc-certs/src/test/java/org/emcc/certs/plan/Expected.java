package org.emcc.certs.plan;

/** What is printed, word for word. */
final class Expected {
    static final String PLAN =
            """
            """;

    static final String COVERAGE =
            """
            """;

    static final String EXPIRY =
            """
            """;

    private Expected() {}
}
