package org.emcc.core.audit;

import static org.emcc.core.audit.AuditFixtures.change;
import static org.emcc.core.audit.AuditFixtures.object;
import static org.emcc.core.audit.AuditFixtures.parameter;
import static org.emcc.core.audit.AuditFixtures.plus;
import static org.emcc.core.audit.AuditFixtures.with;
import static org.emcc.core.audit.AuditFixtures.without;

import java.util.List;
import java.util.stream.Stream;
import org.emcc.core.configuration.EnterpriseParameters;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.Setting;
import org.emcc.core.snapshot.CallingSearchSpaceFields;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.DevicePoolFields;
import org.emcc.core.snapshot.GeolocationFields;
import org.emcc.core.snapshot.GeolocationFilterFields;
import org.emcc.core.snapshot.InterclusterServiceFields;
import org.emcc.core.snapshot.ObjectField;
import org.emcc.core.snapshot.ObjectKind;
import org.emcc.core.snapshot.RemoteClusterFields;
import org.emcc.core.snapshot.RoutePatternFields;
import org.emcc.core.snapshot.ServiceActivationFields;
import org.emcc.core.snapshot.SipTrunkFields;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each check with one fault: of services, cluster IDs, remote clusters, the service profile, parameters, places, and trunks. */
class ChecksTest {
    private static final ClusterSnapshot NYC = AuditFixtures.newYork();
    private static final ClusterSnapshot LON = AuditFixtures.london();
    private static final String LOOKUP = "Cisco Intercluster Lookup Service";

    @TestFactory
    Stream<DynamicTest> oneFaultIsOneFinding() {
        return Stream.of(services(), ids(), records(), profile(), parameters(), places(), emergency(), trunks())
                .flatMap(List::stream)
                .map(fault -> DynamicTest.dynamicTest(fault.toString(), fault::check));
    }

    private static OneFault fault(AuditRule rule, String title) {
        return new OneFault(rule, title);
    }

    private static ClusterSnapshot serviceOff(ClusterSnapshot cluster, String service, String node) {
        return with(
                cluster,
                ObjectKind.SERVICE_ACTIVATION,
                service + " / " + node,
                ServiceActivationFields.IS_ACTIVE,
                "false");
    }

    private static ClusterSnapshot lookup(String... nodes) {
        ClusterSnapshot cluster = NYC;
        for (String node : nodes) {
            cluster = plus(
                    cluster,
                    object(
                            ObjectKind.SERVICE_ACTIVATION,
                            "service",
                            LOOKUP,
                            "processNodeName",
                            node,
                            "isActive",
                            "true"));
        }
        return cluster;
    }

    private static List<OneFault> services() {
        return List.of(
                fault(AuditRule.EMCC_SVC_01, "no CallManager")
                        .newYork(serviceOff(
                                serviceOff(NYC, "Cisco CallManager", "10.1.0.10"), "Cisco CallManager", "10.1.0.11"))
                        .tells(
                                "Service Cisco CallManager is not active on any node of NYC",
                                "Activate Cisco CallManager")
                        .evidence(
                                "NYC: service Cisco CallManager / 10.1.0.10, Activation Status = false",
                                "NYC: service Cisco CallManager / 10.1.0.11, Activation Status = false"),
                fault(AuditRule.EMCC_SVC_02, "no bulk provisioning on the publisher")
                        .london(serviceOff(LON, "Cisco Bulk Provisioning Service", "10.2.0.10"))
                        .tells(
                                "Service Cisco Bulk Provisioning Service is not active on the publisher 10.2.0.10 of LON",
                                "on the publisher 10.2.0.10")
                        .evidence(
                                "LON: service Cisco Bulk Provisioning Service / 10.2.0.10, Activation Status = false"),
                fault(AuditRule.EMCC_SVC_03, "cluster lookup on a subscriber")
                        .given(lookup("10.1.0.10"), LON)
                        .newYork(lookup("10.1.0.11"))
                        .tells(
                                "Service " + LOOKUP + " is not active on the publisher 10.1.0.10 of NYC",
                                "Activate " + LOOKUP)
                        .evidence("NYC: service " + LOOKUP + " / 10.1.0.11, Activation Status = true"));
    }

    private static List<OneFault> ids() {
        return List.of(
                fault(AuditRule.EMCC_ID_01, "two clusters of one ID")
                        .london(parameter(LON, EnterpriseParameters.CLUSTER_ID, "NYC"))
                        .also(AuditRule.EMCC_ID_03)
                        .tells(
                                "Cluster ID \"NYC\" is used by 2 clusters: cluster NYC, cluster LON",
                                "Set Cluster ID of cluster LON")
                        .evidence("NYC: cluster NYC, Cluster ID = NYC", "NYC: cluster LON, Cluster ID = NYC"),
                fault(AuditRule.EMCC_ID_02, "the ID of the factory")
                        .given(with(NYC, ObjectKind.REMOTE_CLUSTER, "LON", RemoteClusterFields.CLUSTER_ID, "LON"), LON)
                        .london(parameter(LON, EnterpriseParameters.CLUSTER_ID, "StandAloneCluster"))
                        .also(AuditRule.EMCC_ID_03)
                        .tells(
                                "Cluster ID of cluster LON is the one of the factory, StandAloneCluster, and likely to be"
                                        + " that of another cluster too",
                                "Set Cluster ID")
                        .evidence("StandAloneCluster: Cluster ID = StandAloneCluster"),
                fault(AuditRule.EMCC_ID_03, "a misspelt record")
                        .newYork(with(NYC, ObjectKind.REMOTE_CLUSTER, "LON", RemoteClusterFields.CLUSTER_ID, "L-on"))
                        .tells(
                                "Remote cluster record \"L-on\" of NYC does not match the cluster ID \"LON\", which it seems"
                                        + " to mean",
                                "add one whose Cluster Id is LON")
                        .evidence("NYC: remote cluster L-on, Cluster Id = L-on", "LON: Cluster ID = LON"));
    }

    private static ClusterSnapshot record(ObjectField<?> field, String text) {
        return with(NYC, ObjectKind.REMOTE_CLUSTER, "LON", field, text);
    }

    private static List<OneFault> records() {
        return List.of(
                fault(AuditRule.EMCC_RC_01, "no record")
                        .newYork(without(NYC, ObjectKind.REMOTE_CLUSTER, "LON"))
                        .tells("NYC has no record of LON", "Add a record whose Cluster Id is LON")
                        .evidence("NYC: remote cluster LON, Cluster Id = (not there)", "LON: Cluster ID = LON"),
                fault(AuditRule.EMCC_RC_02, "a name that is too long")
                        .newYork(record(RemoteClusterFields.FULLY_QUALIFIED_NAME, "c".repeat(51)))
                        .tells(
                                "Fully Qualified Name of remote cluster LON of NYC is not valid: Fully Qualified Name must"
                                        + " have at most 50 characters, without control characters",
                                "Set Fully Qualified Name")
                        .evidence("NYC: remote cluster LON, Fully Qualified Name = " + "c".repeat(51)),
                fault(AuditRule.EMCC_RC_03, "EMCC unticked")
                        .newYork(record(RemoteClusterFields.EMCC_ENABLED, "false"))
                        .also(AuditRule.EMCC_RC_07)
                        .tells(
                                "NYC does not use EMCC with LON, so users of LON cannot log in at its phones",
                                "Tick EMCC of remote cluster LON")
                        .evidence("NYC: remote cluster LON, EMCC: Enabled = false"),
                fault(AuditRule.EMCC_RC_04, "PSTN Access unticked")
                        .newYork(record(RemoteClusterFields.PSTN_ACCESS_ENABLED, "false"))
                        .also(AuditRule.EMCC_RC_07)
                        .tells(
                                "NYC does not use PSTN Access with LON, so emergency calls cannot go there",
                                "Tick PSTN Access")
                        .evidence("NYC: remote cluster LON, PSTN Access: Enabled = false"),
                fault(AuditRule.EMCC_RC_05, "TFTP ticked")
                        .newYork(record(RemoteClusterFields.TFTP_ENABLED, "true"))
                        .tells(
                                "TFTP is ticked in remote cluster LON of NYC, which is not supported with EMCC",
                                "Untick TFTP")
                        .evidence("NYC: remote cluster LON, TFTP: Enabled = true"),
                fault(AuditRule.EMCC_RC_06, "no update answered")
                        .newYork(record(RemoteClusterFields.EMCC_REMOTE_ACTIVATED, "False"))
                        .tells(
                                "LON has answered no update of NYC: EMCC is not activated there",
                                "Update Remote Cluster Now")
                        .evidence("NYC: remote cluster LON, EMCC: Remote Activated = False"),
                fault(AuditRule.EMCC_RC_06, "a blank version")
                        .newYork(record(RemoteClusterFields.VERSION, ""))
                        .tells("LON has answered no update of NYC: its version is blank", "Update Remote Cluster Now")
                        .evidence("NYC: remote cluster LON, Version = (not set)"),
                fault(AuditRule.EMCC_RC_07, "RSVP Agent on one side")
                        .newYork(record(RemoteClusterFields.RSVP_AGENT_ENABLED, "false"))
                        .tells(
                                "LON uses RSVP Agent with NYC, but NYC does not with LON",
                                "Tick RSVP Agent of remote cluster LON")
                        .evidence(
                                "NYC: remote cluster LON, RSVP Agent: Enabled = false",
                                "LON: remote cluster NYC, RSVP Agent: Enabled = true"));
    }

    private static ClusterSnapshot service(String name, ObjectField<?> field, String text) {
        return with(LON, ObjectKind.INTERCLUSTER_SERVICE, name, field, text);
    }

    private static List<OneFault> profile() {
        String label = ObjectKind.INTERCLUSTER_SERVICE.label();
        return List.of(
                fault(AuditRule.EMCC_ICSP_01, "EMCC inactive")
                        .london(service("EMCC", InterclusterServiceFields.IS_ACTIVATED, "false"))
                        .tells(
                                "EMCC is not active in the service profile of LON; logins are refused",
                                "Tick Active of EMCC")
                        .evidence("LON: " + label + " EMCC, Active = false"),
                fault(AuditRule.EMCC_ICSP_02, "PSTN Access inactive")
                        .london(service("PSTN Access", InterclusterServiceFields.IS_ACTIVATED, ""))
                        .tells(
                                "PSTN Access is not active in the service profile of LON; emergency calls find no way",
                                "choose an EMCC trunk")
                        .evidence("LON: " + label + " PSTN Access, Active = (not set)"),
                fault(AuditRule.EMCC_ICSP_02, "PSTN Access without a trunk")
                        .london(service("PSTN Access", InterclusterServiceFields.SIP_TRUNK_NAME, ""))
                        .tells(
                                "PSTN Access is active in the service profile of LON, but has no trunk; emergency calls find"
                                        + " no way",
                                "Choose an EMCC trunk for PSTN Access")
                        .evidence("LON: " + label + " PSTN Access, SIP Trunk = (not set)"),
                fault(AuditRule.EMCC_ICSP_03, "RSVP Agent inactive")
                        .london(without(LON, ObjectKind.INTERCLUSTER_SERVICE, "RSVP Agent"))
                        .tells(
                                "RSVP Agent is not active in the service profile of LON; calls of visitors have no admission"
                                        + " control",
                                "Tick Active of RSVP Agent")
                        .evidence("LON: service RSVP Agent, Active = (not set)"),
                fault(AuditRule.EMCC_ICSP_04, "a trunk that is not there")
                        .london(service("RSVP Agent", InterclusterServiceFields.SIP_TRUNK_NAME, "gone"))
                        .tells(
                                "Trunk gone is not there, but RSVP Agent of LON goes by it",
                                "Choose a trunk of service type")
                        .evidence("LON: " + label + " RSVP Agent, SIP Trunk = gone"),
                fault(AuditRule.EMCC_ICSP_04, "an ordinary trunk")
                        .london(service("RSVP Agent", InterclusterServiceFields.SIP_TRUNK_NAME, "plain"))
                        .given(
                                NYC,
                                plus(
                                        LON,
                                        object(ObjectKind.SIP_TRUNK, "name", "plain", "sipTrunkType", "None(Default)")))
                        .london(with(
                                plus(
                                        LON,
                                        object(ObjectKind.SIP_TRUNK, "name", "plain", "sipTrunkType", "None(Default)")),
                                ObjectKind.INTERCLUSTER_SERVICE,
                                "RSVP Agent",
                                InterclusterServiceFields.SIP_TRUNK_NAME,
                                "plain"))
                        .tells("Trunk plain is not an EMCC trunk, but RSVP Agent of LON goes by it", "Choose a trunk")
                        .evidence("LON: SIP trunk plain, Trunk Service Type = None(Default)"));
    }

    private static List<OneFault> parameters() {
        return List.of(
                fault(AuditRule.EMCC_FP_01, "no TFTP server")
                        .newYork(parameter(NYC, FeatureParameters.DEFAULT_TFTP_SERVER, Setting.absent()))
                        .tells(
                                "No TFTP server for devices that log in to NYC is set",
                                "Set it to a node that runs Cisco Tftp")
                        .evidence("NYC: Default TFTP Server for EMCC Login Device = (not set)"),
                fault(AuditRule.EMCC_FP_01, "a TFTP server elsewhere")
                        .newYork(parameter(NYC, FeatureParameters.DEFAULT_TFTP_SERVER, "10.2.0.10"))
                        .tells(
                                "Default TFTP Server for EMCC Login Device of NYC is 10.2.0.10, which is no node of it",
                                "Set it to a node that runs Cisco Tftp")
                        .evidence("NYC: Default TFTP Server for EMCC Login Device = 10.2.0.10"),
                fault(AuditRule.EMCC_FP_01, "a node without TFTP")
                        .newYork(serviceOff(NYC, "Cisco Tftp", "10.1.0.10"))
                        .tells(
                                "Default TFTP Server for EMCC Login Device of NYC is 10.1.0.10, which does not run Cisco Tftp",
                                "Set it to a node that runs Cisco Tftp")
                        .evidence("NYC: Default TFTP Server for EMCC Login Device = 10.1.0.10"),
                fault(AuditRule.EMCC_FP_02, "no backup")
                        .newYork(parameter(NYC, FeatureParameters.BACKUP_TFTP_SERVER, Setting.absent()))
                        .tells("NYC has no backup TFTP server for devices that log in to it", "second node")
                        .evidence("NYC: Backup TFTP Server for EMCC Login Device = (not set)"),
                fault(AuditRule.EMCC_FP_03, "no update server")
                        .newYork(parameter(NYC, FeatureParameters.DEFAULT_UPDATE_SERVER, Setting.absent()))
                        .tells(
                                "No server of NYC for updates of remote clusters is set",
                                "runs Cisco Extension Mobility")
                        .evidence("NYC: Default Server For Remote Cluster Update = (not set)"),
                fault(AuditRule.EMCC_FP_04, "an interval out of range")
                        .newYork(parameter(NYC, FeatureParameters.EXPIRED_DEVICE_MAINTENANCE, "9"))
                        .tells(
                                "Default Interval for Expired EMCC Device Maintenance of NYC is 9, but must be from 10 to 1440"
                                        + " minutes",
                                "Make it from 10 to 1440 minutes")
                        .evidence("NYC: Default Interval for Expired EMCC Device Maintenance = 9"),
                fault(AuditRule.EMCC_FP_05, "other video")
                        .newYork(parameter(NYC, FeatureParameters.REGION_MAX_VIDEO_BIT_RATE, "512"))
                        .tells(
                                "EMCC Region Max Video Call Bit Rate (Includes Audio) is 512 in NYC and 384 in LON",
                                "to the same value in both clusters")
                        .evidence(
                                "NYC: EMCC Region Max Video Call Bit Rate (Includes Audio) = 512",
                                "LON: EMCC Region Max Video Call Bit Rate (Includes Audio) = (not set)"),
                fault(AuditRule.EMCC_FP_06, "no filter")
                        .newYork(parameter(NYC, FeatureParameters.GEOLOCATION_FILTER, Setting.absent()))
                        .tells(
                                "No EMCC geolocation filter of NYC is set; every visitor gets the device pool of the template",
                                "Set it to a geolocation filter")
                        .evidence("NYC: EMCC Geolocation Filter = (not set)"),
                fault(AuditRule.EMCC_FP_06, "a filter that is not there")
                        .newYork(parameter(NYC, FeatureParameters.GEOLOCATION_FILTER, "gone"))
                        .tells(
                                "The EMCC geolocation filter gone of NYC is not there; every visitor gets the device pool of"
                                        + " the template",
                                "Set it to a geolocation filter")
                        .evidence("NYC: EMCC Geolocation Filter = gone"),
                fault(AuditRule.EMCC_FP_07, "a trunk without a space")
                        .london(with(
                                LON, ObjectKind.SIP_TRUNK, "emcc-trunk", SipTrunkFields.CALLING_SEARCH_SPACE_NAME, ""))
                        .tells(
                                "CSS for PSTN Access SIP Trunk of LON is Use trunk CSS, but SIP trunk emcc-trunk has none",
                                "Give SIP trunk emcc-trunk a calling search space")
                        .evidence(
                                "LON: CSS for PSTN Access SIP Trunk = (not set)",
                                "LON: SIP trunk emcc-trunk, Calling Search Space = (not set)"));
    }

    private static List<OneFault> places() {
        ClusterSnapshot fields = with(
                NYC, ObjectKind.GEOLOCATION_FILTER, "filter-country", GeolocationFilterFields.USE_POSTAL_CODE, "true");
        return List.of(
                fault(AuditRule.EMCC_GEO_01, "a pool without a geolocation")
                        .london(with(LON, ObjectKind.DEVICE_POOL, "dp-LON", DevicePoolFields.GEO_LOCATION_NAME, ""))
                        .tells(
                                "Phone SEP0011AABBCCDD of device pool dp-LON of LON has no geolocation, so home uses the"
                                        + " device pool of its template, which has no adjunct calling search space in NYC",
                                "Set Geolocation of device pool dp-LON")
                        .evidence(
                                "LON: phone SEP0011AABBCCDD, Geolocation = (not set)",
                                "LON: device pool dp-LON, Geolocation = (not set)",
                                "NYC: device pool Default, Adjunct CSS = (not set)"),
                fault(AuditRule.EMCC_GEO_02, "no pool for a country")
                        .newYork(with(NYC, ObjectKind.GEOLOCATION, "geo-LON", GeolocationFields.COUNTRY, "FR"))
                        .tells(
                                "No device pool of NYC matches geolocation geo-LON of LON by Country",
                                "Add a device pool")
                        .evidence("LON: geolocation geo-LON, Country = GB"),
                fault(AuditRule.EMCC_GEO_03, "two pools for a country")
                        .newYork(with(
                                NYC, ObjectKind.DEVICE_POOL, "Default", DevicePoolFields.GEO_LOCATION_NAME, "geo-LON"))
                        .also(AuditRule.EMCC_DP_01)
                        .tells(
                                "Device pools Default, rdp-LON of NYC match geolocation geo-LON of LON equally well; the first"
                                        + " by name is taken",
                                "Tick more fields")
                        .evidence(
                                "NYC: device pool Default, Geolocation = geo-LON",
                                "NYC: device pool rdp-LON, Geolocation = geo-LON",
                                "LON: geolocation geo-LON, Country = GB"),
                fault(AuditRule.EMCC_GEO_04, "a filtered field that one leaves empty")
                        .given(postal(fields, "geo-NYC", "geo-LON"), postal(LON, "geo-NYC", "geo-LON"))
                        .newYork(postal(fields, "geo-LON"))
                        .tells(
                                "The filter of NYC looks at Zip or Postal Code (PC), but geolocation geo-NYC of NYC leaves that"
                                        + " empty",
                                "Fill in Zip or Postal Code (PC)")
                        .evidence("NYC: geolocation geo-NYC, Zip or Postal Code (PC) = (not set)"),
                fault(AuditRule.EMCC_GEO_05, "another case of letters")
                        .newYork(with(NYC, ObjectKind.GEOLOCATION, "geo-LON", GeolocationFields.COUNTRY, "gb"))
                        .also(AuditRule.EMCC_GEO_02)
                        .tells(
                                "Country using the two-letter abbreviation is \"gb\" in NYC and \"GB\" in geolocation geo-LON of"
                                        + " LON, which do not match",
                                "of geolocation geo-LON to gb")
                        .evidence("LON: geolocation geo-LON, Country = GB"),
                fault(AuditRule.EMCC_GEO_06, "a floor that is too long")
                        .london(with(LON, ObjectKind.GEOLOCATION, "geo-LON", GeolocationFields.FLOOR, "1".repeat(17)))
                        .tells(
                                "Floor (FLR) of geolocation geo-LON of LON breaks its rule: Floor (FLR) must have at most 16"
                                        + " characters, without control characters",
                                "Change Floor (FLR)")
                        .evidence("LON: geolocation geo-LON, Floor (FLR) = " + "1".repeat(17)));
    }

    private static ClusterSnapshot postal(ClusterSnapshot cluster, String... geolocations) {
        ClusterSnapshot changed = cluster;
        for (String name : geolocations) {
            changed = with(changed, ObjectKind.GEOLOCATION, name, GeolocationFields.POSTAL_CODE, "PC " + name);
        }
        return changed;
    }

    private static List<OneFault> emergency() {
        return List.of(
                fault(AuditRule.EMCC_DP_01, "no adjunct")
                        .newYork(with(
                                NYC,
                                ObjectKind.DEVICE_POOL,
                                "rdp-LON",
                                DevicePoolFields.ADJUNCT_CALLING_SEARCH_SPACE,
                                ""))
                        .tells(
                                "Roaming device pool rdp-LON of NYC, which its users get in LON, has no adjunct calling search"
                                        + " space",
                                "Set Adjunct CSS of device pool rdp-LON")
                        .evidence(
                                "NYC: device pool rdp-LON, Adjunct CSS = (not set)",
                                "LON: geolocation geo-LON, Country = GB"),
                fault(AuditRule.EMCC_DP_02, "the number of another country")
                        .newYork(with(
                                NYC,
                                ObjectKind.ROUTE_PATTERN,
                                "999 / pt-emergency-LON",
                                RoutePatternFields.COUNTRY,
                                "FR"))
                        .tells(
                                "No emergency number of GB can be reached from device pool rdp-LON of NYC, which its users get"
                                        + " in LON",
                                "Add the emergency numbers of GB")
                        .evidence(
                                "NYC: device pool rdp-LON, Adjunct CSS = css-emergency-LON",
                                "LON: geolocation geo-LON, Country = GB"),
                fault(AuditRule.EMCC_DP_02, "by another route group")
                        .newYork(with(
                                NYC,
                                ObjectKind.ROUTE_PATTERN,
                                "999 / pt-emergency-LON",
                                RoutePatternFields.STANDARD_LOCAL_ROUTE_GROUP,
                                "false"))
                        .tells(
                                "Emergency number 999 of GB does not go by the standard local route group in NYC, so it does"
                                        + " not reach LON",
                                "by the standard local route group")
                        .evidence("NYC: route pattern 999 / pt-emergency-LON, By Standard Local Route Group = false"),
                fault(AuditRule.EMCC_DP_03, "national calls by the local route group")
                        .newYork(with(
                                NYC,
                                ObjectKind.ROUTE_PATTERN,
                                "9.@ / pt-national",
                                RoutePatternFields.STANDARD_LOCAL_ROUTE_GROUP,
                                "true"))
                        .tells(
                                "Pattern 9.@ of NYC is no emergency number, but goes by the standard local route group, which"
                                        + " takes calls of users abroad to the cluster that they visit",
                                "a route group of its own")
                        .evidence("NYC: route pattern 9.@ / pt-national, By Standard Local Route Group = true"),
                fault(AuditRule.EMCC_DP_04, "national calls in the adjunct")
                        .newYork(with(
                                NYC,
                                ObjectKind.CALLING_SEARCH_SPACE,
                                "css-emergency-LON",
                                CallingSearchSpaceFields.MEMBERS,
                                "1;pt-emergency-LON\n2;pt-national"))
                        .tells(
                                "Adjunct calling search space css-emergency-LON of NYC stands before the line's own and holds"
                                        + " more than emergency numbers, in pt-national",
                                "Remove pt-national")
                        .evidence("NYC: route pattern 9.@ / pt-national, Emergency number = false"));
    }

    private static List<OneFault> trunks() {
        ClusterSnapshot three = plus(
                NYC,
                change(NYC, ObjectKind.SIP_TRUNK, "emcc-trunk", trunk -> trunk.read(SipTrunkFields.NAME, "second"))
                        .all(ObjectKind.SIP_TRUNK)
                        .get(0),
                change(NYC, ObjectKind.SIP_TRUNK, "emcc-trunk", trunk -> trunk.read(SipTrunkFields.NAME, "third"))
                        .all(ObjectKind.SIP_TRUNK)
                        .get(0));
        return List.of(
                fault(AuditRule.EMCC_TRK_01, "three trunks")
                        .newYork(three)
                        .tells(
                                "NYC has 3 trunks of service type EMCC, but no more than 2 are needed: emcc-trunk, second,"
                                        + " third",
                                "Delete the trunks")
                        .evidence("NYC: SIP trunk third, Trunk Service Type = Extension Mobility Cross Cluster"),
                fault(AuditRule.EMCC_TRK_02, "geolocation not sent")
                        .newYork(with(NYC, ObjectKind.SIP_TRUNK, "emcc-trunk", SipTrunkFields.SEND_GEO_LOCATION, ""))
                        .tells(
                                "Send Geolocation Information of SIP trunk emcc-trunk of NYC is off",
                                "Tick Send Geolocation Information")
                        .evidence("NYC: SIP trunk emcc-trunk, Send Geolocation Information = (not set)"),
                fault(AuditRule.EMCC_TRK_03, "no security profile")
                        .newYork(
                                with(NYC, ObjectKind.SIP_TRUNK, "emcc-trunk", SipTrunkFields.SECURITY_PROFILE_NAME, ""))
                        .tells(
                                "SIP trunk emcc-trunk of NYC lacks a SIP Trunk Security Profile",
                                "Choose a SIP Trunk Security Profile that exists")
                        .evidence("NYC: SIP trunk emcc-trunk, SIP Trunk Security Profile = (not set)"),
                fault(AuditRule.EMCC_TRK_03, "a SIP profile that is not there")
                        .newYork(with(NYC, ObjectKind.SIP_TRUNK, "emcc-trunk", SipTrunkFields.SIP_PROFILE_NAME, "gone"))
                        .tells(
                                "SIP Profile gone of SIP trunk emcc-trunk of NYC is not there",
                                "Choose a SIP Profile that exists")
                        .evidence("NYC: SIP trunk emcc-trunk, SIP Profile = gone"),
                fault(AuditRule.EMCC_TRK_04, "a destination")
                        .newYork(with(
                                NYC,
                                ObjectKind.SIP_TRUNK,
                                "emcc-trunk",
                                SipTrunkFields.DESTINATIONS,
                                "10.2.0.10;;5060"))
                        .tells(
                                "Destination is set on SIP trunk emcc-trunk of NYC, though an EMCC trunk keeps it blank",
                                "Clear Destination")
                        .evidence("NYC: SIP trunk emcc-trunk, Destination = 10.2.0.10;;5060"),
                fault(AuditRule.EMCC_TRK_04, "a box that is locked")
                        .newYork(with(NYC, ObjectKind.SIP_TRUNK, "emcc-trunk", SipTrunkFields.MTP_REQUIRED, "true"))
                        .tells(
                                "Media Termination Point Required is set on SIP trunk emcc-trunk of NYC, though an EMCC trunk"
                                        + " keeps it blank",
                                "Clear Media Termination Point Required")
                        .evidence("NYC: SIP trunk emcc-trunk, Media Termination Point Required = true"));
    }
}
