/** SIP messages, phone registration and the EMCC trunk model. */
@org.jspecify.annotations.NullMarked
module org.emcc.sip {
    requires static org.jspecify;
    requires transitive org.emcc.core;
    requires org.slf4j;
}
