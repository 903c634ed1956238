package org.emcc.sip.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.emcc.core.geolocation.CivicAddress;
import org.emcc.core.geolocation.CivicField;
import org.emcc.core.geolocation.Geolocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocationTravelTest {
    private static final GeolocationChoice HERE =
            new GeolocationChoice(GeolocationChoice.Origin.DEVICE, Documents.FRANKFURT);
    private static final GeolocationChoice NOWHERE =
            new GeolocationChoice(GeolocationChoice.Origin.DEVICE, CivicAddress.empty());

    @ParameterizedTest
    @CsvSource({
        "SIP_TRUNK, true, CALL_SET_UP, FIRST_INVITE",
        "SIP_TRUNK, true, FIRST_ANSWER, NOT_IN_AN_ANSWER",
        "SIP_TRUNK, true, DEVICE_KNOWN, REQUEST_WITHIN_CALL",
        "SIP_TRUNK, true, CONNECTED_PARTY_CHANGED, REQUEST_WITHIN_CALL",
        "SIP_TRUNK, false, CALL_SET_UP, SWITCHED_OFF",
        "INTERCLUSTER_TRUNK, true, CALL_SET_UP, FIRST_INVITE",
        "QSIG_TUNNELLED_TRUNK, true, CALL_SET_UP, PEER_TAKES_NONE",
        "GATEKEEPER_H225_TRUNK, true, DEVICE_KNOWN, PEER_TAKES_NONE",
        "H323_GATEWAY, true, CALL_SET_UP, PEER_TAKES_NONE",
        "MGCP_GATEWAY, false, CALL_SET_UP, PEER_TAKES_NONE"
    })
    void travelsPerCallInBothDirections(
            LocationTravel.Peer peer, boolean on, LocationTravel.Moment moment, String expected) {
        assertThat(word(LocationTravel.decide(peer, on, HERE, moment))).isEqualTo(expected);
    }

    @Test
    void nobodySendsWhatThereIsNot() {
        for (LocationTravel.Moment moment : LocationTravel.Moment.values()) {
            assertThat(word(LocationTravel.decide(LocationTravel.Peer.SIP_TRUNK, true, NOWHERE, moment)))
                    .isEqualTo("NO_GEOLOCATION");
        }
    }

    private static String word(LocationTravel decision) {
        return decision instanceof LocationTravel.Sent sent
                ? sent.carrier().name()
                : ((LocationTravel.NotSent) decision).reason().name();
    }

    @Test
    void aGeolocationIsTheDevicesElseThePoolsElseTheDefault() {
        GeolocationSetting a = GeolocationSetting.of(new Geolocation("a", city("A")));
        GeolocationSetting b = GeolocationSetting.of(new Geolocation("b", city("B")));
        GeolocationSetting c = GeolocationSetting.of(new Geolocation("c", city("C")));
        GeolocationSetting no = GeolocationSetting.INHERITED;
        GeolocationSetting exempt = GeolocationSetting.UNSPECIFIED;

        assertThat(choice(a, b, c)).isEqualTo("DEVICE A3=A");
        assertThat(choice(no, b, c)).isEqualTo("DEVICE_POOL A3=B");
        assertThat(choice(no, no, c)).isEqualTo("ENTERPRISE_DEFAULT A3=C");
        assertThat(choice(exempt, b, c)).isEqualTo("DEVICE ");
        assertThat(choice(no, exempt, c)).isEqualTo("DEVICE_POOL ");
        assertThat(choice(no, no, exempt)).isEqualTo("ENTERPRISE_DEFAULT ");
        assertThatThrownBy(() -> new GeolocationSetting(GeolocationSetting.Kind.UNSPECIFIED, city("A")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be empty where none is set");
    }

    private static String choice(GeolocationSetting device, GeolocationSetting pool, GeolocationSetting fallback) {
        GeolocationChoice choice = GeolocationChoice.of(device, pool, fallback);
        return choice.origin() + " " + choice.address();
    }

    private static CivicAddress city(String name) {
        return CivicAddress.of(Map.of(CivicField.A3, name));
    }

    @Test
    void whatIsReceivedOverridesWhatIsConfigured() {
        LocationObject received = Documents.read(Documents.PRODUCT).preferred().orElseThrow();
        LocationObject other = Documents.read(Documents.around("<gp:location-info><gml:Point/></gp:location-info>"))
                .preferred()
                .orElseThrow();
        GeolocationChoice trunk = new GeolocationChoice(GeolocationChoice.Origin.DEVICE_POOL, city("B"));

        for (GeolocationChoice configured : new GeolocationChoice[] {trunk, NOWHERE}) {
            assertThat(configured.overriddenBy(received))
                    .isEqualTo(new GeolocationChoice(GeolocationChoice.Origin.RECEIVED, Documents.FRANKFURT));
        }
        assertThat(trunk.overriddenBy(other)).isEqualTo(trunk);
        // An address of which the product knows no field would exempt from logical partitioning.
        LocationObject later = Documents.read(Documents.address("<ca:BLD>Turm A</ca:BLD>"))
                .preferred()
                .orElseThrow();
        assertThat(later.civic()).isPresent();
        assertThat(trunk.overriddenBy(later)).isEqualTo(trunk);
    }
}
