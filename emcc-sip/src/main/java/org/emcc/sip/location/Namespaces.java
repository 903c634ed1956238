package org.emcc.sip.location;

import java.util.List;

/** The namespaces of a location document (sip 3.2). */
final class Namespaces {
    static final String PIDF = "urn:ietf:params:xml:ns:pidf";
    static final String GEOPRIV = "urn:ietf:params:xml:ns:pidf:geopriv10";
    /** RFC 4119's civic form, which the product writes. */
    static final String CIVIC_OLD = "urn:ietf:params:xml:ns:pidf:geopriv10:civicLoc";
    /** RFC 5139's. */
    static final String CIVIC = "urn:ietf:params:xml:ns:pidf:geopriv10:civicAddr";
    /** RFC 6848's. */
    static final String CIVIC_EXTENSION = "urn:ietf:params:xml:ns:pidf:geopriv10:civicAddr:ext";

    static final String POLICY = "urn:ietf:params:xml:ns:pidf:geopriv10:basicPolicy";
    static final String DATA_MODEL = "urn:ietf:params:xml:ns:pidf:data-model";
    static final String CAPABILITIES = "urn:ietf:params:xml:ns:pidf:caps";
    static final String CISCO = "http://www.cisco.com";

    static final List<String> CIVICS = List.of(CIVIC, CIVIC_OLD);
    static final List<String> CIVIC_FIELDS = List.of(CIVIC, CIVIC_OLD, CIVIC_EXTENSION);
    static final List<String> POLICIES = List.of(POLICY, GEOPRIV);
    static final List<String> TIMES = List.of(DATA_MODEL, PIDF);

    private Namespaces() {}
}
