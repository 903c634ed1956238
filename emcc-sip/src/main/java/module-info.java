/**
 * SIP messages and phone registration.
 *
 * <p>Start with {@link org.emcc.sip.registration.Registrar} for a cluster and with
 * {@link org.emcc.sip.registration.PhoneRegistration} for a phone.
 */
@org.jspecify.annotations.NullMarked
module org.emcc.sip {
    requires static org.jspecify;
    requires transitive org.emcc.core;
    requires org.slf4j;

    exports org.emcc.sip.location;
    exports org.emcc.sip.message;
    exports org.emcc.sip.registration;
    exports org.emcc.sip.routing;
    exports org.emcc.sip.trunk;
}
