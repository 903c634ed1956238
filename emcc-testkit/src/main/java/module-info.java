/**
 * A lab of clusters and virtual phones on loopback, with fixtures.
 *
 * <p>Start with {@link org.emcc.testkit.lab.EmccLab}.
 */
@org.jspecify.annotations.NullMarked
module org.emcc.testkit {
    requires static org.jspecify;
    requires java.net.http;
    requires jdk.httpserver;
    requires transitive org.emcc.core;
    requires transitive org.emcc.certs;
    requires transitive org.emcc.tftp;
    requires transitive org.emcc.sip;
    requires org.slf4j;
    requires static org.assertj.core;
    requires static org.junit.jupiter.api;

    exports org.emcc.testkit.assertion;
    exports org.emcc.testkit.axl;
    exports org.emcc.testkit.contract;
    exports org.emcc.testkit.fault;
    exports org.emcc.testkit.fixture;
    exports org.emcc.testkit.junit;
    exports org.emcc.testkit.lab;
    exports org.emcc.testkit.phone;
    exports org.emcc.testkit.trace;

    // JUnit calls the tests of a contract, which are not public.
    opens org.emcc.testkit.contract;
}
