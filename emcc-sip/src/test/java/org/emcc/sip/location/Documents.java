package org.emcc.sip.location;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.emcc.core.geolocation.CivicAddress;
import org.emcc.core.geolocation.CivicField;

/** Location documents, typed from the reference. */
final class Documents {
    static final Instant NOON = Instant.parse("2030-05-01T08:00:00Z");

    /** Of sip 3.3. */
    static final CivicAddress FRANKFURT = CivicAddress.of(new TreeMap<>(Map.of(
            CivicField.COUNTRY, "DE",
            CivicField.A1, "Hessen",
            CivicField.A3, "Frankfurt",
            CivicField.A6, "Mainzer Land",
            CivicField.STS, "str.",
            CivicField.HNO, "50",
            CivicField.FLR, "12",
            CivicField.NAM, "O'Neil GmbH",
            CivicField.PC, "60325")));

    /** Sip 3.3, to the letter. */
    static final String PRODUCT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <presence xmlns="urn:ietf:params:xml:ns:pidf"
             xmlns:gp="urn:ietf:params:xml:ns:pidf:geopriv10"
             xmlns:cl=" urn:ietf:params:xml:ns:pidf:geopriv10:civicLoc"
             xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model"
             xmlns:caps="urn:ietf:params:xml:ns:pidf:caps"
             xmlns:cisco="http://www.cisco.com"
             entity="pres:geotarget@example.com">
             <dm:device id="sg89ae">
              <caps:devcaps><cisco:gateway>false</cisco:gateway></caps:devcaps>
              <gp:geopriv>
               <gp:location-info>
                <cl:civicAddress>
                 <cl:country>DE</cl:country>
                 <cl:A1>Hessen</cl:A1>
                 <cl:A3>Frankfurt</cl:A3>
                 <cl:A6>Mainzer Land</cl:A6>
                 <cl:STS>str.</cl:STS>
                 <cl:HNO>50</cl:HNO>
                 <cl:FLR>12</cl:FLR>
                 <cl:NAM>O&apos;Neil GmbH</cl:NAM>
                 <cl:PC>60325</cl:PC>
                </cl:civicAddress>
               </gp:location-info>
               <gp:usage-rules>
                <gp:retransmission-allowed>yes</gp:retransmission-allowed>
                <gp:retention-expiry>2030-05-02T08:00:00Z</gp:retention-expiry>
               </gp:usage-rules>
              </gp:geopriv>
              <timestamp>2030-05-01T08:00:00Z</timestamp>
             </dm:device>
            </presence>
            """;

    /** Sip 3.4, whose fields do not stand in the order of the schema. */
    static final String STANDARD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <presence xmlns="urn:ietf:params:xml:ns:pidf"
              xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model"
              xmlns:gp="urn:ietf:params:xml:ns:pidf:geopriv10"
              xmlns:gbp="urn:ietf:params:xml:ns:pidf:geopriv10:basicPolicy"
              xmlns:ca="urn:ietf:params:xml:ns:pidf:geopriv10:civicAddr"
              entity="pres:sep020000aabbcc@vc.example">
              <dm:device id="SEP020000AABBCC">
                <gp:geopriv>
                  <gp:location-info>
                    <ca:civicAddress xml:lang="de">
                      <ca:country>DE</ca:country><ca:A1>Hessen</ca:A1><ca:A3>Frankfurt</ca:A3>
                      <ca:RD>Mainzer Land</ca:RD><ca:STS>str.</ca:STS><ca:HNO>50</ca:HNO>
                      <ca:BLD>Turm A</ca:BLD><ca:FLR>12</ca:FLR><ca:ROOM>12.07</ca:ROOM><ca:PC>60325</ca:PC>
                    </ca:civicAddress>
                  </gp:location-info>
                  <gp:usage-rules>
                    <gbp:retransmission-allowed>true</gbp:retransmission-allowed>
                    <gbp:retention-expiry>2030-05-02T08:00:00Z</gbp:retention-expiry>
                  </gp:usage-rules>
                  <gp:method>Manual</gp:method>
                </gp:geopriv>
                <dm:deviceID>mac:020000aabbcc</dm:deviceID>
                <dm:timestamp>2030-05-01T08:00:00Z</dm:timestamp>
              </dm:device>
            </presence>
            """;

    private Documents() {}

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    static PidfLo read(String text) {
        return PidfLo.decodeOrThrow(bytes(text));
    }

    /** The civic address of a document. */
    static CivicLocation civic(PidfLo document) {
        return document.preferred().orElseThrow().civic().orElseThrow();
    }

    /** A document whose {@code geopriv} holds what is given; all prefixes of sip 3.2 are declared. */
    static String around(String inGeopriv) {
        return "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" xmlns:gp=\"urn:ietf:params:xml:ns:pidf:geopriv10\""
                + " xmlns:cl=\"urn:ietf:params:xml:ns:pidf:geopriv10:civicLoc\""
                + " xmlns:ca=\"urn:ietf:params:xml:ns:pidf:geopriv10:civicAddr\""
                + " xmlns:cae=\"urn:ietf:params:xml:ns:pidf:geopriv10:civicAddr:ext\""
                + " xmlns:gbp=\"urn:ietf:params:xml:ns:pidf:geopriv10:basicPolicy\""
                + " xmlns:dm=\"urn:ietf:params:xml:ns:pidf:data-model\""
                + " xmlns:gml=\"http://www.opengis.net/gml\" entity=\"pres:a@b.example\">"
                + "<dm:device id=\"d\"><gp:geopriv>" + inGeopriv + "</gp:geopriv></dm:device></presence>";
    }

    /** A document with a civic address of these elements. */
    static String address(String fields) {
        return around("<gp:location-info><ca:civicAddress>" + fields + "</ca:civicAddress></gp:location-info>"
                + "<gp:usage-rules/>");
    }
}
