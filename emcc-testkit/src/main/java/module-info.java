/** A lab of clusters and virtual phones on loopback, with fixtures and contract tests for adapters. */
@org.jspecify.annotations.NullMarked
module org.emcc.testkit {
    requires static org.jspecify;
    requires static org.junit.jupiter.api;
    requires static org.assertj.core;
    requires transitive org.emcc.core;
    requires transitive org.emcc.certs;
    requires transitive org.emcc.tftp;
    requires transitive org.emcc.sip;
    requires org.slf4j;
}
