package org.emcc.core.snapshot;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A kind of object that a cluster is configured with for EMCC.
 *
 * <p>Source: design 5; em-api-and-axl 4.2 to 4.8.
 *
 * @since 0.1.0
 */
public enum ObjectKind {
    /** A server of the cluster. AXL tells which services are active ({@link ServiceActivationFields}); the rest is given by hand. */
    NODE("processNode", "", "server", "System > Server"),
    /** A service on a node. */
    SERVICE_ACTIVATION(
            "processNodeService",
            "ProcessNodeService",
            "service",
            "Cisco Unified Serviceability > Tools > Service Activation"),
    /** A phone service. */
    PHONE_SERVICE("ipPhoneServices", "IpPhoneServices", "phone service", "Device > Device Settings > Phone Services"),
    /** A user device profile. */
    DEVICE_PROFILE("deviceProfile", "DeviceProfile", "device profile", "Device > Device Settings > Device Profile"),
    /** A default device profile, one for each product and protocol. */
    DEFAULT_DEVICE_PROFILE(
            "defaultDeviceProfile",
            "DefaultDeviceProfile",
            "default device profile",
            "Device > Device Settings > Default Device Profile"),
    /** A remote destination profile: its name can stand in the way of a base device. */
    REMOTE_DESTINATION_PROFILE(
            "remoteDestinationProfile",
            "",
            "remote destination profile",
            "Device > Device Settings > Remote Destination Profile"),
    /** An end user. It holds no PIN and no password. */
    USER("user", "User", "user", "User Management > End User"),
    /** A phone. */
    PHONE("phone", "Phone", "phone", "Device > Phone"),
    /** A directory number. */
    LINE("line", "Line", "directory number", "Call Routing > Directory Number"),
    /** A device pool. */
    DEVICE_POOL("devicePool", "DevicePool", "device pool", "System > Device Pool"),
    /** A group of call managers. */
    CALL_MANAGER_GROUP("callManagerGroup", "", "Cisco Unified CM group", "System > Cisco Unified CM Group"),
    /** A date/time group. */
    DATE_TIME_GROUP("dateTimeGroup", "", "date/time group", "System > Date/Time Group"),
    /** A region. */
    REGION("region", "Region", "region", "System > Region Information > Region"),
    /** An SRST reference. */
    SRST("srst", "Srst", "SRST reference", "System > SRST"),
    /** A common device configuration. */
    COMMON_DEVICE_CONFIGURATION(
            "commonDeviceConfig",
            "CommonDeviceConfig",
            "common device configuration",
            "Device > Device Settings > Common Device Configuration"),
    /** A common phone profile. */
    COMMON_PHONE_PROFILE(
            "commonPhoneConfig", "", "common phone profile", "Device > Device Settings > Common Phone Profile"),
    /** A geolocation. */
    GEOLOCATION("geoLocation", "GeoLocation", "geolocation", "System > Geolocation Configuration"),
    /** A geolocation filter. */
    GEOLOCATION_FILTER("geoLocationFilter", "GeoLocationFilter", "geolocation filter", "System > Geolocation Filter"),
    /** A policy of logical partitioning. */
    GEOLOCATION_POLICY(
            "geoLocationPolicy",
            "GeoLocationPolicy",
            "geolocation policy",
            "System > Logical Partitioning Policy Configuration"),
    /** A calling search space. */
    CALLING_SEARCH_SPACE(
            "css", "Css", "calling search space", "Call Routing > Class of Control > Calling Search Space"),
    /** A partition. */
    PARTITION("routePartition", "RoutePartition", "partition", "Call Routing > Class of Control > Partition"),
    /** A route pattern, as far as emergency calls need it. */
    ROUTE_PATTERN("routePattern", "", "route pattern", "Call Routing > Route/Hunt > Route Pattern"),
    /** A SIP trunk: the fields that EMCC needs. Others that were read are kept ({@link ClusterObject#others}). */
    SIP_TRUNK("sipTrunk", "SipTrunk", "SIP trunk", "Device > Trunk"),
    /** A SIP profile. */
    SIP_PROFILE("sipProfile", "SipProfile", "SIP profile", "Device > Device Settings > SIP Profile"),
    /** A SIP trunk security profile. */
    SIP_TRUNK_SECURITY_PROFILE(
            "sipTrunkSecurityProfile",
            "SipTrunkSecurityProfile",
            "SIP trunk security profile",
            "System > Security > SIP Trunk Security Profile"),
    /** A phone security profile. */
    PHONE_SECURITY_PROFILE(
            "phoneSecurityProfile",
            "PhoneSecurityProfile",
            "phone security profile",
            "System > Security > Phone Security Profile"),
    /** A row of the inter-cluster service profile. */
    INTERCLUSTER_SERVICE(
            "interClusterServiceProfile",
            "InterClusterServiceProfile",
            "service of the inter-cluster service profile",
            "Advanced Features > EMCC > EMCC Intercluster Service Profile"),
    /** The record of a remote cluster. */
    REMOTE_CLUSTER("remoteCluster", "RemoteCluster", "remote cluster", "Advanced Features > Cluster View"),
    /** An EMCC template. */
    EMCC_TEMPLATE("emccTemplate", "", "EMCC template", "Bulk Administration > EMCC > EMCC Template"),
    /** An EMCC base device. */
    BASE_DEVICE("baseDevice", "", "EMCC base device", "Bulk Administration > EMCC > Insert/Update EMCC"),
    /** A certificate in a store of a node. It holds no key. */
    CERTIFICATE(
            "certificate", "", "certificate", "Cisco Unified OS Administration > Security > Certificate Management"),
    /** What this cluster did in the bulk exchange of certificates. */
    CONSOLIDATION(
            "consolidation",
            "",
            "bulk certificate exchange",
            "Cisco Unified OS Administration > Security > Bulk Certificate Management"),
    /** A certificate that the trust verification service knows. */
    TVS_CERTIFICATE(
            "tvsCertificate",
            "TvsCertificate",
            "TVS certificate",
            "Cisco Unified OS Administration > Security > Certificate Management");

    private final String element;
    private final String axlType;
    private final String label;
    private final String menu;

    ObjectKind(String element, String axlType, String label, String menu) {
        this.element = element;
        this.axlType = axlType;
        this.label = label;
        this.menu = menu;
    }

    /**
     * The name of its element, in AXL and in the file form.
     *
     * @return the name, such as {@code phone}
     */
    public String element() {
        return element;
    }

    /**
     * Its type in AXL, which is a part of the names of operations, such as {@code Phone} of {@code getPhone}.
     *
     * @return the type; empty when AXL does not offer such objects
     */
    public Optional<String> axlType() {
        return axlType.isEmpty() ? Optional.empty() : Optional.of(axlType);
    }

    /**
     * How a report calls one, such as {@code device pool}.
     *
     * @return the label
     */
    public String label() {
        return label;
    }

    /**
     * Where the administrator finds them.
     *
     * @return the path of menus
     */
    public String menu() {
        return menu;
    }

    /**
     * Its fields, in the order of the schema.
     *
     * @return an unmodifiable list
     */
    public List<ObjectField<?>> fields() {
        return switch (this) {
            case NODE -> NodeFields.ALL;
            case SERVICE_ACTIVATION -> ServiceActivationFields.ALL;
            case PHONE_SERVICE -> PhoneServiceFields.ALL;
            case DEVICE_PROFILE -> DeviceProfileFields.ALL;
            case DEFAULT_DEVICE_PROFILE -> DefaultDeviceProfileFields.ALL;
            case REMOTE_DESTINATION_PROFILE -> RemoteDestinationProfileFields.ALL;
            case USER -> UserFields.ALL;
            case PHONE -> PhoneFields.ALL;
            case LINE -> LineFields.ALL;
            case DEVICE_POOL -> DevicePoolFields.ALL;
            case CALL_MANAGER_GROUP -> CallManagerGroupFields.ALL;
            case DATE_TIME_GROUP -> DateTimeGroupFields.ALL;
            case REGION -> RegionFields.ALL;
            case SRST -> SrstFields.ALL;
            case COMMON_DEVICE_CONFIGURATION -> CommonDeviceConfigurationFields.ALL;
            case COMMON_PHONE_PROFILE -> CommonPhoneProfileFields.ALL;
            case GEOLOCATION -> GeolocationFields.ALL;
            case GEOLOCATION_FILTER -> GeolocationFilterFields.ALL;
            case GEOLOCATION_POLICY -> GeolocationPolicyFields.ALL;
            case CALLING_SEARCH_SPACE -> CallingSearchSpaceFields.ALL;
            case PARTITION -> PartitionFields.ALL;
            case ROUTE_PATTERN -> RoutePatternFields.ALL;
            case SIP_TRUNK -> SipTrunkFields.ALL;
            case SIP_PROFILE -> SipProfileFields.ALL;
            case SIP_TRUNK_SECURITY_PROFILE -> SipTrunkSecurityProfileFields.ALL;
            case PHONE_SECURITY_PROFILE -> PhoneSecurityProfileFields.ALL;
            case INTERCLUSTER_SERVICE -> InterclusterServiceFields.ALL;
            case REMOTE_CLUSTER -> RemoteClusterFields.ALL;
            case EMCC_TEMPLATE -> EmccTemplateFields.ALL;
            case BASE_DEVICE -> BaseDeviceFields.ALL;
            case CERTIFICATE -> CertificateFields.ALL;
            case CONSOLIDATION -> ConsolidationFields.ALL;
            case TVS_CERTIFICATE -> TvsCertificateFields.ALL;
        };
    }

    /**
     * The fields that together name one object.
     *
     * @return an unmodifiable list
     */
    public List<ObjectField<?>> keys() {
        return switch (this) {
            case NODE -> List.of(NodeFields.NAME);
            case SERVICE_ACTIVATION ->
                List.of(ServiceActivationFields.SERVICE, ServiceActivationFields.PROCESS_NODE_NAME);
            case PHONE_SERVICE -> List.of(PhoneServiceFields.SERVICE_NAME);
            case DEVICE_PROFILE -> List.of(DeviceProfileFields.NAME);
            case DEFAULT_DEVICE_PROFILE -> List.of(DefaultDeviceProfileFields.NAME);
            case REMOTE_DESTINATION_PROFILE -> List.of(RemoteDestinationProfileFields.NAME);
            case USER -> List.of(UserFields.USERID);
            case PHONE -> List.of(PhoneFields.NAME);
            case LINE -> List.of(LineFields.PATTERN, LineFields.ROUTE_PARTITION_NAME);
            case DEVICE_POOL -> List.of(DevicePoolFields.NAME);
            case CALL_MANAGER_GROUP -> List.of(CallManagerGroupFields.NAME);
            case DATE_TIME_GROUP -> List.of(DateTimeGroupFields.NAME);
            case REGION -> List.of(RegionFields.NAME);
            case SRST -> List.of(SrstFields.NAME);
            case COMMON_DEVICE_CONFIGURATION -> List.of(CommonDeviceConfigurationFields.NAME);
            case COMMON_PHONE_PROFILE -> List.of(CommonPhoneProfileFields.NAME);
            case GEOLOCATION -> List.of(GeolocationFields.NAME);
            case GEOLOCATION_FILTER -> List.of(GeolocationFilterFields.NAME);
            case GEOLOCATION_POLICY -> List.of(GeolocationPolicyFields.NAME);
            case CALLING_SEARCH_SPACE -> List.of(CallingSearchSpaceFields.NAME);
            case PARTITION -> List.of(PartitionFields.NAME);
            case ROUTE_PATTERN -> List.of(RoutePatternFields.PATTERN, RoutePatternFields.ROUTE_PARTITION_NAME);
            case SIP_TRUNK -> List.of(SipTrunkFields.NAME);
            case SIP_PROFILE -> List.of(SipProfileFields.NAME);
            case SIP_TRUNK_SECURITY_PROFILE -> List.of(SipTrunkSecurityProfileFields.NAME);
            case PHONE_SECURITY_PROFILE -> List.of(PhoneSecurityProfileFields.NAME);
            case INTERCLUSTER_SERVICE -> List.of(InterclusterServiceFields.INTER_CLUSTER_SERVICE);
            case REMOTE_CLUSTER -> List.of(RemoteClusterFields.CLUSTER_ID);
            case EMCC_TEMPLATE -> List.of(EmccTemplateFields.NAME);
            case BASE_DEVICE -> List.of(BaseDeviceFields.NAME);
            case CERTIFICATE ->
                List.of(
                        CertificateFields.STORE,
                        CertificateFields.NODE,
                        CertificateFields.ISSUER,
                        CertificateFields.SERIAL_NUMBER);
            case CONSOLIDATION -> List.of(ConsolidationFields.SFTP_SERVER, ConsolidationFields.SFTP_DIRECTORY);
            case TVS_CERTIFICATE -> List.of(TvsCertificateFields.ISSUER_NAME, TvsCertificateFields.SERIAL_NUMBER);
        };
    }

    /**
     * A field by its name.
     *
     * @param name a name of a field
     * @return the field, or empty when there is none of that name
     */
    public Optional<ObjectField<?>> field(String name) {
        Objects.requireNonNull(name, "name");
        return fields().stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /**
     * The kind of an element.
     *
     * @param element a name of an element
     * @return the kind, or empty when there is none of that name
     */
    public static Optional<ObjectKind> byElement(String element) {
        Objects.requireNonNull(element, "element");
        return Arrays.stream(values())
                .filter(kind -> kind.element.equals(element))
                .findFirst();
    }
}
