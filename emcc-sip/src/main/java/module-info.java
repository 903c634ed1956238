/**
 * SIP messages, trunks, call routing, conveyed location and phone registration.
 *
 * <p>Start with {@link org.emcc.sip.registration.Registrar} for a cluster and with
 * {@link org.emcc.sip.registration.PhoneRegistration} for a phone; with {@link org.emcc.sip.trunk.TrunkSettings} to look at the
 * trunks of a cluster, and with {@link org.emcc.sip.routing.CallTracer} to ask what happens to a number.
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
    exports org.emcc.sip.sccp;
    exports org.emcc.sip.transport;
    exports org.emcc.sip.trunk;
}
