package org.emcc.core.snapshot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.configuration.ClusterNode;
import org.emcc.core.configuration.ClusterService;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.EnterpriseParameters;
import org.emcc.core.configuration.InterclusterService;
import org.emcc.core.configuration.InterclusterServiceProfile;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.configuration.RemoteService;
import org.emcc.core.configuration.Setting;
import org.emcc.core.device.BaseDevice;
import org.emcc.core.device.CommonDeviceConfiguration;
import org.emcc.core.device.DateTimeGroup;
import org.emcc.core.device.DevicePool;
import org.emcc.core.device.DeviceProfile;
import org.emcc.core.device.EmccTemplate;
import org.emcc.core.device.IpAddressingMode;
import org.emcc.core.device.Line;
import org.emcc.core.device.Phone;
import org.emcc.core.device.PhoneService;
import org.emcc.core.device.Srst;
import org.emcc.core.device.SrstOption;
import org.emcc.core.geolocation.CivicField;
import org.emcc.core.geolocation.Geolocation;
import org.emcc.core.geolocation.GeolocationFilter;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.user.EndUser;
import org.emcc.core.user.MaximumLoginTime;

/** Makes the snapshot of a configuration. */
final class ConfigurationWriter {
    /** Where a configuration tells a mode of a phone, a cluster has a common device configuration with it. */
    private static final String MODE = "Phones of ";

    private final ClusterSnapshot.Builder snapshot;
    private final Map<ObjectKind, Map<String, ClusterObject>> objects = new EnumMap<>(ObjectKind.class);

    private ConfigurationWriter(ClusterSettings settings) {
        this.snapshot = ClusterSnapshot.builder(settings.id().value());
    }

    static ClusterSnapshot snapshot(ClusterConfiguration configuration) {
        ConfigurationWriter writer = new ConfigurationWriter(configuration.settings());
        for (ObjectKind kind : List.of(
                ObjectKind.USER,
                ObjectKind.PHONE,
                ObjectKind.DEVICE_PROFILE,
                ObjectKind.REMOTE_DESTINATION_PROFILE,
                ObjectKind.DEVICE_POOL,
                ObjectKind.CALL_MANAGER_GROUP,
                ObjectKind.DATE_TIME_GROUP,
                ObjectKind.SRST,
                ObjectKind.COMMON_DEVICE_CONFIGURATION,
                ObjectKind.GEOLOCATION,
                ObjectKind.GEOLOCATION_FILTER,
                ObjectKind.SIP_TRUNK,
                ObjectKind.PHONE_SERVICE,
                ObjectKind.PHONE_SECURITY_PROFILE,
                ObjectKind.INTERCLUSTER_SERVICE,
                ObjectKind.REMOTE_CLUSTER,
                ObjectKind.EMCC_TEMPLATE,
                ObjectKind.BASE_DEVICE)) {
            writer.objects.put(kind, new LinkedHashMap<>());
        }
        writer.settings(configuration.settings());
        configuration.profiles().values().forEach(writer::profile);
        configuration.users().values().forEach(writer::user);
        configuration.phones().values().forEach(writer::phone);
        configuration.baseDevices().forEach(writer::baseDevice);
        configuration
                .remoteDestinationProfiles()
                .forEach(name -> writer.add(ClusterObject.builder(ObjectKind.REMOTE_DESTINATION_PROFILE)
                        .read(RemoteDestinationProfileFields.NAME, name)));
        writer.objects.forEach((kind, found) -> writer.snapshot.objects(kind, List.copyOf(found.values())));
        return writer.snapshot.build();
    }

    /** The first of a name stays: a cluster has one. */
    private String add(ClusterObject.Builder builder) {
        ClusterObject object = builder.build();
        objects.computeIfAbsent(object.kind(), none -> new LinkedHashMap<>())
                .putIfAbsent(object.name().toLowerCase(Locale.ROOT), object);
        return object.name();
    }

    private static String text(Optional<String> text) {
        return text.orElse("");
    }

    private void settings(ClusterSettings settings) {
        snapshot.release(settings.release())
                .featureParameters(settings.featureParameters())
                .serviceParameters(settings.serviceParameters())
                .enterpriseParameters(EnterpriseParameters.builder()
                        .set(EnterpriseParameters.CLUSTER_ID, Setting.of(settings.id()))
                        .set(EnterpriseParameters.CLUSTER_SECURITY_MODE, Setting.of(settings.securityMode()))
                        .set(
                                EnterpriseParameters.DEFAULT_GEOLOCATION,
                                settings.defaultGeolocation()
                                        .map(place -> Setting.of(place.name()))
                                        .orElse(Setting.absent()))
                        .set(EnterpriseParameters.PREPARE_FOR_ROLLBACK, settings.prepareForRollback())
                        .build());
        settings.nodes().forEach(this::node);
        settings.phoneServices().forEach(this::service);
        settings.geolocations().forEach(this::geolocation);
        settings.geolocationFilters().forEach(this::filter);
        settings.devicePools().forEach(this::pool);
        settings.defaultGeolocation().ifPresent(this::geolocation);
        settings.template().ifPresent(template -> template(template, true));
        settings.otherTemplates().forEach(template -> template(template, false));
        settings.trunks()
                .forEach(trunk -> add(ClusterObject.builder(ObjectKind.SIP_TRUNK)
                        .read(SipTrunkFields.NAME, trunk.name())
                        .read(SipTrunkFields.SIP_TRUNK_TYPE, trunk.serviceType().label())));
        profile(settings.serviceProfile());
        settings.remoteClusters().forEach(this::remoteCluster);
    }

    private void node(ClusterNode node) {
        String name = node.name().toString();
        add(ClusterObject.builder(ObjectKind.NODE)
                .read(NodeFields.NAME, name)
                .set(NodeFields.PUBLISHER, node.publisher())
                .set(NodeFields.AUTO_REGISTRATION, node.autoRegistration()));
        for (ClusterService service : ClusterService.values()) {
            add(ClusterObject.builder(ObjectKind.SERVICE_ACTIVATION)
                    .read(ServiceActivationFields.PROCESS_NODE_NAME, name)
                    .read(ServiceActivationFields.SERVICE, service.label())
                    .set(ServiceActivationFields.IS_ACTIVE, node.services().contains(service)));
        }
    }

    private String service(PhoneService service) {
        return add(ClusterObject.builder(ObjectKind.PHONE_SERVICE)
                .read(PhoneServiceFields.SERVICE_NAME, service.name())
                .read(PhoneServiceFields.SERVICE_URL, service.url())
                .read(PhoneServiceFields.SECURE_SERVICE_URL, text(service.secureUrl()))
                .set(PhoneServiceFields.ENABLED, true)
                .set(PhoneServiceFields.ENTERPRISE_SUBSCRIPTION, service.enterpriseSubscription()));
    }

    private String geolocation(Geolocation place) {
        ClusterObject.Builder builder = ClusterObject.builder(ObjectKind.GEOLOCATION)
                .read(GeolocationFields.NAME, place.name())
                .read(GeolocationFields.DESCRIPTION, place.description());
        for (CivicField field : CivicField.values()) {
            builder.read(civic(field), text(place.address().get(field)));
        }
        return add(builder);
    }

    static ObjectField<?> civic(CivicField field) {
        return ObjectKind.GEOLOCATION.field(field.axlName()).orElseThrow();
    }

    private void filter(GeolocationFilter filter) {
        ClusterObject.Builder builder = ClusterObject.builder(ObjectKind.GEOLOCATION_FILTER)
                .read(GeolocationFilterFields.NAME, filter.name())
                .read(GeolocationFilterFields.DESCRIPTION, filter.description());
        for (CivicField field : CivicField.values()) {
            builder.read(flag(field), String.valueOf(filter.fields().contains(field)));
        }
        add(builder);
    }

    @SuppressWarnings("unchecked") // every field of a filter that matches is a flag
    static ObjectField<Boolean> flag(CivicField field) {
        return (ObjectField<Boolean>)
                ObjectKind.GEOLOCATION_FILTER.field(field.axlFilterFlag()).orElseThrow();
    }

    private void pool(DevicePool pool) {
        List<String> members = new ArrayList<>();
        for (ServiceAddress member : pool.callManagerGroup().members()) {
            members.add(new OrderedName(members.size(), member.toString()).toString());
        }
        String group = add(ClusterObject.builder(ObjectKind.CALL_MANAGER_GROUP)
                .read(CallManagerGroupFields.NAME, pool.callManagerGroup().name())
                .read(CallManagerGroupFields.MEMBERS, members));
        add(ClusterObject.builder(ObjectKind.DEVICE_POOL)
                .read(DevicePoolFields.NAME, pool.name().value())
                .read(DevicePoolFields.CALL_MANAGER_GROUP_NAME, group)
                .read(DevicePoolFields.DATE_TIME_SETTING_NAME, clock(pool.dateTimeGroup()))
                .read(DevicePoolFields.REGION_NAME, text(pool.region()))
                .read(DevicePoolFields.LOCATION_NAME, text(pool.location()))
                .read(DevicePoolFields.SRST_NAME, srst(pool))
                .read(DevicePoolFields.NETWORK_LOCALE, text(pool.networkLocale()))
                .read(DevicePoolFields.MEDIA_RESOURCE_LIST_NAME, text(pool.mediaResourceGroupList()))
                .read(DevicePoolFields.LOCAL_ROUTE_GROUP_NAME, text(pool.localRouteGroup()))
                .read(
                        DevicePoolFields.GEO_LOCATION_NAME,
                        text(pool.geolocation().map(this::geolocation)))
                .read(DevicePoolFields.GEO_LOCATION_FILTER_NAME, text(pool.geolocationFilter()))
                .read(DevicePoolFields.ADJUNCT_CALLING_SEARCH_SPACE, text(pool.adjunctCallingSearchSpace())));
    }

    private String clock(DateTimeGroup clock) {
        boolean halfDays = clock.dateTemplate().endsWith("a");
        return add(ClusterObject.builder(ObjectKind.DATE_TIME_GROUP)
                .read(DateTimeGroupFields.NAME, clock.name())
                .read(DateTimeGroupFields.TIME_ZONE, clock.olsonTimeZone())
                .read(DateTimeGroupFields.PHONE_TIME_ZONE, clock.timeZone())
                .read(
                        DateTimeGroupFields.DATE_FORMAT,
                        halfDays
                                ? clock.dateTemplate()
                                        .substring(0, clock.dateTemplate().length() - 1)
                                : clock.dateTemplate())
                .read(DateTimeGroupFields.TIME_FORMAT, halfDays ? Words.HALF_DAYS : Words.WHOLE_DAYS));
    }

    private String srst(DevicePool pool) {
        Srst srst = pool.srst();
        if (srst.option() != SrstOption.USER_SPECIFIC) {
            return srst.option() == SrstOption.DISABLE ? Words.NO_SRST : Words.SRST_AT_GATEWAY;
        }
        ClusterObject.Builder builder =
                ClusterObject.builder(ObjectKind.SRST).read(SrstFields.NAME, "SRST " + pool.name());
        address(builder, SrstFields.IP_ADDRESS, SrstFields.PORT, srst.sccp());
        address(builder, SrstFields.SIP_NETWORK, SrstFields.SIP_PORT, srst.sip());
        return add(builder);
    }

    private static void address(
            ClusterObject.Builder builder,
            ObjectField<String> host,
            ObjectField<Long> port,
            Optional<ServiceAddress> address) {
        builder.read(host, text(address.map(ServiceAddress::host)));
        int number = address.map(known -> known.portOr(0)).orElse(0);
        builder.read(port, number == 0 ? "" : String.valueOf(number));
    }

    private void template(EmccTemplate template, boolean byDefault) {
        add(ClusterObject.builder(ObjectKind.EMCC_TEMPLATE)
                .read(EmccTemplateFields.NAME, template.name())
                .read(EmccTemplateFields.DESCRIPTION, template.description())
                .read(EmccTemplateFields.DEVICE_POOL_NAME, template.devicePool().value())
                .read(EmccTemplateFields.SIP_PROFILE_NAME, template.sipProfile())
                .read(EmccTemplateFields.COMMON_PHONE_CONFIG_NAME, template.commonPhoneProfile())
                .read(
                        EmccTemplateFields.COMMON_DEVICE_CONFIG_NAME,
                        text(template.commonDeviceConfiguration().map(this::common)))
                .set(EmccTemplateFields.IS_DEFAULT, byDefault));
    }

    private String common(CommonDeviceConfiguration common) {
        return add(ClusterObject.builder(ObjectKind.COMMON_DEVICE_CONFIGURATION)
                .read(CommonDeviceConfigurationFields.NAME, common.name())
                .read(CommonDeviceConfigurationFields.SOFTKEY_TEMPLATE_NAME, text(common.softkeyTemplate()))
                .read(CommonDeviceConfigurationFields.USER_LOCALE, text(common.userLocale()))
                .read(
                        CommonDeviceConfigurationFields.NETWORK_HOLD_MOH_AUDIO_SOURCE_ID,
                        text(common.networkHoldMohAudioSource().map(String::valueOf)))
                .read(
                        CommonDeviceConfigurationFields.USER_HOLD_MOH_AUDIO_SOURCE_ID,
                        text(common.userHoldMohAudioSource().map(String::valueOf)))
                .read(CommonDeviceConfigurationFields.MLPP_DOMAIN_ID, text(common.mlppDomain()))
                .read(
                        CommonDeviceConfigurationFields.MLPP_INDICATION_STATUS,
                        common.mlppIndication().label())
                .set(CommonDeviceConfigurationFields.USE_TRUSTED_RELAY_POINT, common.useTrustedRelayPoint())
                .read(
                        CommonDeviceConfigurationFields.PREEMPTION,
                        common.preemption().label())
                .read(
                        CommonDeviceConfigurationFields.IP_ADDRESSING_MODE,
                        common.ipAddressingMode().label())
                .read(
                        CommonDeviceConfigurationFields.IP_ADDRESSING_MODE_PREFERENCE_CONTROL,
                        common.addressingPreference().label())
                .read(
                        CommonDeviceConfigurationFields.ALLOW_AUTO_CONFIGURATION_FOR_PHONES,
                        common.autoConfiguration().label()));
    }

    private void profile(InterclusterServiceProfile profile) {
        row(InterclusterService.EMCC, profile.emccActive(), "");
        row(InterclusterService.PSTN_ACCESS, profile.pstnAccessActive(), text(profile.pstnAccessTrunk()));
        row(InterclusterService.RSVP_AGENT, profile.rsvpAgentActive(), text(profile.rsvpAgentTrunk()));
    }

    private void row(InterclusterService service, boolean active, String trunk) {
        add(ClusterObject.builder(ObjectKind.INTERCLUSTER_SERVICE)
                .read(InterclusterServiceFields.INTER_CLUSTER_SERVICE, service.label())
                .set(InterclusterServiceFields.IS_ACTIVATED, active)
                .read(InterclusterServiceFields.SIP_TRUNK_NAME, trunk));
    }

    private void remoteCluster(RemoteCluster record) {
        ClusterObject.Builder builder = ClusterObject.builder(ObjectKind.REMOTE_CLUSTER)
                .read(RemoteClusterFields.CLUSTER_ID, record.id().value())
                .read(RemoteClusterFields.DESCRIPTION, record.description())
                .read(
                        RemoteClusterFields.FULLY_QUALIFIED_NAME,
                        record.fullyQualifiedName().toString())
                .read(RemoteClusterFields.VERSION, text(record.version().map(Object::toString)))
                .read(
                        RemoteClusterFields.NODE_NAMES,
                        record.nodeNames().stream().sorted().toList());
        record.services().forEach((service, found) -> remoteService(builder, RemoteFields.of(service), found));
        add(builder);
    }

    private static void remoteService(ClusterObject.Builder builder, RemoteFields fields, RemoteService found) {
        builder.set(fields.enabled(), found.enabled())
                .read(fields.activated(), found.activated().label())
                .read(
                        fields.addresses(),
                        found.addresses().stream().map(ServiceAddress::toString).toList());
    }

    private void profile(DeviceProfile profile) {
        add(ClusterObject.builder(ObjectKind.DEVICE_PROFILE)
                .read(DeviceProfileFields.NAME, profile.name().value())
                .read(DeviceProfileFields.LINES, lines(profile.lines()))
                .read(DeviceProfileFields.SERVICES, services(profile.services()))
                .read(DeviceProfileFields.EMCC_CALLING_SEARCH_SPACE, text(profile.emccCallingSearchSpace()))
                .read(DeviceProfileFields.USER_LOCALE, text(profile.userLocale()))
                .read(DeviceProfileFields.SOFTKEY_TEMPLATE_NAME, text(profile.softkeyTemplate())));
    }

    private static List<String> lines(List<Line> lines) {
        return lines.stream()
                .map(line -> line.index() + ";" + line.number() + ";;" + line.label())
                .toList();
    }

    private List<String> services(List<PhoneService> services) {
        return services.stream().map(this::service).toList();
    }

    private void user(EndUser user) {
        ClusterObject.Builder builder = ClusterObject.builder(ObjectKind.USER)
                .read(UserFields.USERID, user.id().value())
                .set(UserFields.ENABLE_EMCC, user.emccEnabled())
                .set(UserFields.HOME_CLUSTER, user.homeCluster())
                .read(
                        UserFields.PHONE_PROFILES,
                        user.controlledProfiles().stream()
                                .map(DeviceProfileName::value)
                                .toList())
                .read(UserFields.SELF_SERVICE, text(user.selfServiceId()))
                .read(UserFields.PRIMARY_EXTENSION, text(user.primaryExtension()));
        if (user.maximumLoginTime() instanceof MaximumLoginTime.After after) {
            builder.set(UserFields.EM_MAX_LOGIN_TIME, after.limit().toSeconds());
        } else {
            builder.setting(
                    UserFields.EM_MAX_LOGIN_TIME,
                    user.maximumLoginTime() instanceof MaximumLoginTime.NoLimit
                            ? Setting.of(Duration.ZERO.toSeconds())
                            : Setting.absent());
        }
        add(builder);
    }

    private void phone(Phone phone) {
        add(ClusterObject.builder(ObjectKind.PHONE)
                .read(PhoneFields.NAME, phone.name().value())
                .read(PhoneFields.MODEL, phone.model().name())
                .set(PhoneFields.MODEL_NUMBER, (long) phone.model().number())
                .set(PhoneFields.SUPPORTS_EMCC, phone.model().supportsEmcc())
                .read(PhoneFields.PROTOCOL, phone.protocol().name())
                .read(PhoneFields.DEVICE_POOL_NAME, phone.devicePool().value())
                .read(PhoneFields.COMMON_DEVICE_CONFIG_NAME, addressing(phone.ipAddressingMode()))
                .read(PhoneFields.SECURITY_PROFILE_NAME, securityProfile(phone))
                .read(PhoneFields.GEO_LOCATION_NAME, text(phone.geolocation().map(this::geolocation)))
                .read(PhoneFields.LOAD_INFORMATION, text(phone.load()))
                .set(PhoneFields.ENABLE_EXTENSION_MOBILITY, phone.extensionMobilityEnabled())
                .read(PhoneFields.LINES, lines(phone.lines()))
                .read(PhoneFields.SERVICES, services(phone.services())));
    }

    private String addressing(IpAddressingMode mode) {
        return mode == IpAddressingMode.IPV4_AND_IPV6
                ? ""
                : common(CommonDeviceConfiguration.builder(MODE + mode.label())
                        .ipAddressingMode(mode)
                        .build());
    }

    private String securityProfile(Phone phone) {
        return securityProfile(
                phone.model().name() + " - " + phone.protocol(),
                phone.security(),
                phone.protocol().name());
    }

    private String securityProfile(String begin, PhoneSecurity security, String protocol) {
        boolean secure = security == PhoneSecurity.SECURE;
        return add(ClusterObject.builder(ObjectKind.PHONE_SECURITY_PROFILE)
                .read(PhoneSecurityProfileFields.NAME, begin + (secure ? " Secure Profile" : " Non-Secure Profile"))
                .read(PhoneSecurityProfileFields.PROTOCOL, protocol)
                .read(PhoneSecurityProfileFields.DEVICE_SECURITY_MODE, secure ? Words.ENCRYPTED : Words.NONSECURE));
    }

    private void baseDevice(BaseDevice device) {
        add(ClusterObject.builder(ObjectKind.BASE_DEVICE)
                .read(BaseDeviceFields.NAME, device.name().toString())
                .set(BaseDeviceFields.NONSECURE, device.security() == PhoneSecurity.NONSECURE));
    }
}
