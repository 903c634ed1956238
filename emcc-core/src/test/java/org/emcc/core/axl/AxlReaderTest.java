package org.emcc.core.axl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.emcc.core.Decoded;
import org.emcc.core.configuration.Setting;
import org.emcc.core.snapshot.CallingSearchSpaceFields;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.CommonDeviceConfigurationFields;
import org.emcc.core.snapshot.LineAppearance;
import org.emcc.core.snapshot.ObjectKind;
import org.emcc.core.snapshot.OrderedName;
import org.emcc.core.snapshot.PhoneFields;
import org.emcc.core.snapshot.RemoteClusterFields;
import org.emcc.core.snapshot.ServiceActivationFields;
import org.emcc.core.snapshot.UserFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses of AXL as em-api-and-axl 4 describes them, written here. */
class AxlReaderTest {
    private static String envelope(String operation, String inside) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope"
                + " xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"><soapenv:Body>"
                + "<ns:" + operation + "Response xmlns:ns=\"http://www.cisco.com/AXL/API/15.0\"><return>" + inside
                + "</return></ns:" + operation + "Response></soapenv:Body></soapenv:Envelope>";
    }

    private static Decoded<AxlAnswer> decode(ObjectKind kind, String document) {
        return AxlReader.of(kind).decode(document.getBytes(StandardCharsets.UTF_8));
    }

    private static List<ClusterObject> found(ObjectKind kind, String inside) {
        AxlAnswer answer = decode(kind, envelope("get", inside)).value().orElseThrow();
        return ((AxlAnswer.Found) answer).all();
    }

    private static ClusterObject one(ObjectKind kind, String inside) {
        return found(
                        kind,
                        "<" + kind.element() + " uuid=\"{3F1C2A50-7B1E-4A53-9A0D-0C5C1D9E7A11}\">" + inside + "</"
                                + kind.element() + ">")
                .get(0);
    }

    @Test
    void aRemoteClusterHasItsServicesAndAddresses() {
        ClusterObject record = one(
                ObjectKind.REMOTE_CLUSTER,
                "<clusterId>cluster-b</clusterId><description>Lyon</description>"
                        + "<fullyQualifiedName>cucm-b1.example.net</fullyQualifiedName>"
                        + "<emcc><enabled>true</enabled><remoteIpAddress1>10.2.1.11</remoteIpAddress1>"
                        + "<remoteIpAddress2>10.2.1.12</remoteIpAddress2><remoteIpAddress3/></emcc>"
                        + "<tftp><enabled>f</enabled></tftp>");

        assertThat(record.name()).isEqualTo("cluster-b");
        assertThat(record.get(RemoteClusterFields.EMCC_ENABLED)).isEqualTo(Setting.of(true));
        assertThat(record.get(RemoteClusterFields.EMCC_ADDRESSES))
                .isEqualTo(Setting.of(List.of("10.2.1.11", "10.2.1.12")));
        assertThat(record.get(RemoteClusterFields.TFTP_ENABLED)).isEqualTo(Setting.of(false));
        assertThat(record.get(RemoteClusterFields.TFTP_ADDRESSES)).isEqualTo(Setting.unknown());
        assertThat(record.get(RemoteClusterFields.UDS_ENABLED)).isEqualTo(Setting.unknown());
        assertThat(record.get(RemoteClusterFields.VERSION)).isEqualTo(Setting.unknown());
        assertThat(record.others()).isEmpty();
    }

    /** Absent, nil, empty and value (em-api-and-axl 4.1). */
    @Test
    void aFieldThatIsNotThereIsUnknownAndAnEmptyOneIsAbsent() {
        ClusterObject phone = one(
                ObjectKind.PHONE,
                "<name>SEP00AA11BB22CC</name><description/>"
                        + "<geoLocationName xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"/>"
                        + "<devicePoolName uuid=\"{1}\">dp-1</devicePoolName>"
                        + "<enableExtensionMobility>maybe</enableExtensionMobility>"
                        + "<product>Cisco 9999 of tomorrow</product>");

        assertThat(phone.get(PhoneFields.DESCRIPTION)).isEqualTo(Setting.absent());
        assertThat(phone.get(PhoneFields.GEO_LOCATION_NAME)).isEqualTo(Setting.absent());
        assertThat(phone.get(PhoneFields.SECURITY_PROFILE_NAME)).isEqualTo(Setting.unknown());
        assertThat(phone.get(PhoneFields.DEVICE_POOL_NAME)).isEqualTo(Setting.of("dp-1"));
        assertThat(phone.get(PhoneFields.PRODUCT)).isEqualTo(Setting.of("Cisco 9999 of tomorrow"));
        assertThat(phone.get(PhoneFields.ENABLE_EXTENSION_MOBILITY))
                .isEqualTo(new Setting.Invalid<Boolean>("maybe", "Enable Extension Mobility must be true or false"));
        assertThat(phone.get(PhoneFields.LINES)).isEqualTo(Setting.unknown());
        assertThat(phone.get(PhoneFields.SERVICES)).isEqualTo(Setting.unknown());
    }

    @Test
    void linesAndServicesAreLists() {
        ClusterObject phone = one(
                ObjectKind.PHONE,
                "<name>SEP00AA11BB22CC</name><lines><line><index>1</index><label>Alice; desk</label>"
                        + "<dirn uuid=\"{2}\"><pattern>2001</pattern><routePartitionName>PT-Internal</routePartitionName>"
                        + "</dirn></line><line><index>2</index><label/><dirn><pattern>2002</pattern>"
                        + "<routePartitionName/></dirn></line></lines><services/>");

        assertThat(phone.get(PhoneFields.LINES))
                .isEqualTo(Setting.of(List.of(
                        new LineAppearance(1, "2001", "PT-Internal", "Alice; desk"),
                        new LineAppearance(2, "2002", "", ""))));
        assertThat(phone.get(PhoneFields.SERVICES)).isEqualTo(Setting.absent());
    }

    @Test
    void aUserHasProfilesAndNoSecret() {
        ClusterObject user = one(
                ObjectKind.USER,
                "<userid>mmeyer</userid><lastName>Meyer</lastName><pin>4711</pin><digestCredentials>x</digestCredentials>"
                        + "<primaryExtension><pattern>2001</pattern></primaryExtension>"
                        + "<phoneProfiles><profileName uuid=\"{1}\">UDP-1</profileName><profileName>UDP-2</profileName>"
                        + "</phoneProfiles><enableEmcc>true</enableEmcc>"
                        + "<ctiControlledDeviceProfiles><profileName>UDP-3</profileName></ctiControlledDeviceProfiles>"
                        + "<pinCredentials><pinCredUserMustChange>false</pinCredUserMustChange></pinCredentials>"
                        + "<associatedGroups><userGroup><name>Standard</name></userGroup></associatedGroups>"
                        + "<custom><password>y</password></custom>");

        assertThat(user.get(UserFields.PHONE_PROFILES)).isEqualTo(Setting.of(List.of("UDP-1", "UDP-2")));
        assertThat(user.get(UserFields.CTI_CONTROLLED_DEVICE_PROFILES)).isEqualTo(Setting.of(List.of("UDP-3")));
        assertThat(user.get(UserFields.PRIMARY_EXTENSION)).isEqualTo(Setting.of("2001"));
        assertThat(user.get(UserFields.PRIMARY_EXTENSION_PARTITION)).isEqualTo(Setting.unknown());
        assertThat(user.get(UserFields.PIN_MUST_CHANGE)).isEqualTo(Setting.of(false));
        assertThat(user.get(UserFields.PIN_LOCKED)).isEqualTo(Setting.unknown());
        assertThat(user.others())
                .containsEntry("lastName", "Meyer")
                .containsEntry("associatedGroups", "<userGroup><name>Standard</name></userGroup>")
                .doesNotContainKeys("pin", "digestCredentials", "custom");
        assertThat(user.others().toString() + user).doesNotContain("4711");
    }

    @Test
    void membersKeepTheirOrder() {
        ClusterObject css = one(
                ObjectKind.CALLING_SEARCH_SPACE,
                "<name>css</name><members><member><routePartitionName>PT-2</routePartitionName><index>2</index></member>"
                        + "<member><index>1</index><routePartitionName>PT-1</routePartitionName></member></members>");
        assertThat(css.get(CallingSearchSpaceFields.MEMBERS))
                .isEqualTo(Setting.of(List.of(new OrderedName(2, "PT-2"), new OrderedName(1, "PT-1"))));
    }

    @Test
    void anAudioSourceCanBeTheWordNull() {
        ClusterObject common = one(
                ObjectKind.COMMON_DEVICE_CONFIGURATION,
                "<name>cdc</name><networkHoldMohAudioSourceId>null</networkHoldMohAudioSourceId>"
                        + "<userHoldMohAudioSourceId>52</userHoldMohAudioSourceId>");
        assertThat(common.get(CommonDeviceConfigurationFields.NETWORK_HOLD_MOH_AUDIO_SOURCE_ID))
                .isEqualTo(Setting.absent());
        assertThat(common.get(CommonDeviceConfigurationFields.USER_HOLD_MOH_AUDIO_SOURCE_ID))
                .isInstanceOf(Setting.Invalid.class);
    }

    @Test
    void manyObjectsShareWhatIsEqualAndKeepWhatIsTwice() {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            rows.append("<processNodeService><processNodeName>cucm-1</processNodeName>"
                    + "<service>Cisco Tftp</service><isActive>true</isActive></processNodeService>");
        }
        List<ClusterObject> all = found(ObjectKind.SERVICE_ACTIVATION, rows.toString());

        assertThat(all).hasSize(3);
        assertThat(all.get(0).name()).isEqualTo("Cisco Tftp / cucm-1");
        assertThat(all.get(1).get(ServiceActivationFields.SERVICE))
                .isSameAs(all.get(2).get(ServiceActivationFields.SERVICE));
    }

    @Test
    void nothingFoundIsNoFault() {
        assertThat(found(ObjectKind.PHONE, "")).isEmpty();
    }

    @Test
    void aFaultSaysItsCode() {
        String fault = "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"><soapenv:Body>"
                + "<soapenv:Fault><faultcode>soapenv:Server</faultcode><faultstring>Item not valid</faultstring>"
                + "<detail><axlError><axlcode>5007</axlcode><axlmessage>Item not valid: no such cluster</axlmessage>"
                + "<request>getRemoteCluster</request></axlError></detail></soapenv:Fault></soapenv:Body>"
                + "</soapenv:Envelope>";
        assertThat(decode(ObjectKind.REMOTE_CLUSTER, fault).value())
                .contains(new AxlAnswer.Faulted(
                        new AxlFault(AxlFault.NOT_FOUND, "Item not valid: no such cluster", "getRemoteCluster")));

        String bare = "<e:Envelope xmlns:e=\"x\"><e:Body><e:Fault><faultstring>Query request too large. Total rows"
                + " matched: 9</faultstring><detail><axlError><axlcode>x</axlcode></axlError></detail></e:Fault></e:Body>"
                + "</e:Envelope>";
        AxlAnswer.Faulted large =
                (AxlAnswer.Faulted) decode(ObjectKind.PHONE, bare).value().orElseThrow();
        assertThat(large.fault().isTooLarge()).isTrue();
        assertThat(large.fault().code()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html><body>401 Unauthorized</body></html>",
                "<e:Envelope xmlns:e='x'/>",
                "<e:Envelope xmlns:e='x'><e:Body/></e:Envelope>",
                "<e:Envelope xmlns:e='x'><e:Body><a/></e:Body></e:Envelope>",
                "<!DOCTYPE x [<!ENTITY a 'b'>]><e:Envelope xmlns:e='x'/>"
            })
    void whatIsNoResponseIsRefused(String document) {
        Decoded<AxlAnswer> decoded = decode(ObjectKind.PHONE, document);
        assertThat(decoded).isInstanceOf(Decoded.Refused.class);
    }

    @Test
    void aResponseThatIsCutShortIsRefusedWhole() {
        String whole = envelope("listPhone", "<phone><name>SEP1</name></phone><phone><name>SEP2</name></phone>");
        assertThat(decode(ObjectKind.PHONE, whole)).isInstanceOf(Decoded.Ok.class);
        for (int end = 0; end < whole.length(); end++) {
            assertThat(decode(ObjectKind.PHONE, whole.substring(0, end))).isInstanceOf(Decoded.Refused.class);
        }
    }

    @Test
    void anObjectOfAnotherKindIsNamed() {
        Decoded<AxlAnswer> decoded = decode(ObjectKind.PHONE, envelope("x", "<user><userid>a</userid></user>"));
        assertThat(((Decoded.Ok<AxlAnswer>) decoded).problems())
                .extracting(Object::toString)
                .containsExactly("return: element must be phone, but is user");
    }

    @ParameterizedTest
    @EnumSource(ObjectKind.class)
    void everyKindThatAxlOffersIsRead(ObjectKind kind) {
        if (kind.axlType().isEmpty()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> AxlReader.of(kind))
                    .withMessage("kind must be one that AXL offers, but is " + kind.label());
            return;
        }
        StringBuilder inside = new StringBuilder();
        kind.fields().stream()
                .filter(field -> !field.axlPath().isEmpty() && !field.axlPath().contains("/") && !field.isMany())
                .forEach(field -> inside.append("<" + field.axlPath() + "/>"));
        ClusterObject object = one(kind, inside.toString());
        assertThat(kind.fields())
                .filteredOn(field -> inside.indexOf("<" + field.axlPath() + "/>") >= 0 && !field.isMany())
                .isNotEmpty()
                .allSatisfy(field -> assertThat(object.get(field)).isEqualTo(Setting.absent()));
    }
}
