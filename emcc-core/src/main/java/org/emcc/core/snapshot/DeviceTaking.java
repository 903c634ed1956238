package org.emcc.core.snapshot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.emcc.core.configuration.ClusterNode;
import org.emcc.core.configuration.ClusterService;
import org.emcc.core.device.AddressingPreference;
import org.emcc.core.device.BaseDevice;
import org.emcc.core.device.CallManagerGroup;
import org.emcc.core.device.CommonDeviceConfiguration;
import org.emcc.core.device.DateTimeGroup;
import org.emcc.core.device.DevicePool;
import org.emcc.core.device.DeviceProfile;
import org.emcc.core.device.DeviceProtocol;
import org.emcc.core.device.EmccTemplate;
import org.emcc.core.device.IpAddressingMode;
import org.emcc.core.device.Line;
import org.emcc.core.device.MlppPreemption;
import org.emcc.core.device.Phone;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.device.PhoneService;
import org.emcc.core.device.SettingStatus;
import org.emcc.core.device.Srst;
import org.emcc.core.device.SrstOption;
import org.emcc.core.geolocation.CivicAddress;
import org.emcc.core.geolocation.CivicField;
import org.emcc.core.geolocation.Geolocation;
import org.emcc.core.geolocation.GeolocationFilter;
import org.emcc.core.id.BaseDeviceName;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DevicePoolName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.user.EndUser;
import org.emcc.core.user.MaximumLoginTime;

/** Makes devices, users and what they name out of a snapshot. */
final class DeviceTaking {
    private static final Pattern BASE_DEVICE = Pattern.compile("(?i)EMCC([1-9][0-9]{0,8})");
    private static final int MOST_CALL_MANAGERS = 5;

    private final Taking take;
    private final List<ClusterNode> nodes;
    private final Taking.Built<PhoneService> services;
    private final Taking.Built<Geolocation> geolocations;
    private final Taking.Built<CommonDeviceConfiguration> commons;
    private final Taking.Built<CallManagerGroup> groups;
    private final Taking.Built<DateTimeGroup> clocks;
    private final Taking.Built<Srst> srsts;
    private final Taking.Built<PhoneSecurity> securities;
    private final Taking.Built<DevicePool> pools;
    private final Taking.Built<DeviceProfile> profiles;

    DeviceTaking(Taking take, List<ClusterNode> nodes) {
        this.take = take;
        this.nodes = nodes;
        this.services = take.each(ObjectKind.PHONE_SERVICE, this::service);
        this.geolocations = take.each(ObjectKind.GEOLOCATION, this::geolocation);
        this.commons = take.each(ObjectKind.COMMON_DEVICE_CONFIGURATION, this::common);
        this.groups = take.each(ObjectKind.CALL_MANAGER_GROUP, this::group);
        this.clocks = take.each(ObjectKind.DATE_TIME_GROUP, this::clock);
        this.srsts = take.each(ObjectKind.SRST, this::srst);
        this.securities = take.each(ObjectKind.PHONE_SECURITY_PROFILE, this::security);
        this.pools = take.each(ObjectKind.DEVICE_POOL, this::pool);
        this.profiles = take.each(ObjectKind.DEVICE_PROFILE, this::profile);
    }

    Taking.Built<PhoneService> services() {
        return services;
    }

    Taking.Built<Geolocation> geolocations() {
        return geolocations;
    }

    Taking.Built<DevicePool> pools() {
        return pools;
    }

    Taking.Built<DeviceProfile> profiles() {
        return profiles;
    }

    private Optional<PhoneService> service(ClusterObject service) {
        PhoneService.Builder builder =
                PhoneService.builder(service.name(), take.text(service, PhoneServiceFields.SERVICE_URL));
        take.text(service, PhoneServiceFields.SECURE_SERVICE_URL, builder::secureUrl);
        return Optional.of(
                builder.enterpriseSubscription(take.flag(service, PhoneServiceFields.ENTERPRISE_SUBSCRIPTION, false))
                        .build());
    }

    private Optional<Geolocation> geolocation(ClusterObject place) {
        Map<CivicField, String> fields = new EnumMap<>(CivicField.class);
        for (CivicField field : CivicField.values()) {
            take.text(place, ConfigurationWriter.civic(field), text -> {
                CivicAddress checked = CivicAddress.empty().with(field, text);
                checked.get(field).ifPresent(value -> fields.put(field, value));
            });
        }
        return Optional.of(new Geolocation(
                place.name(), CivicAddress.of(fields), take.text(place, GeolocationFields.DESCRIPTION)));
    }

    Optional<GeolocationFilter> filter(ClusterObject filter) {
        Set<CivicField> fields = EnumSet.noneOf(CivicField.class);
        for (CivicField field : CivicField.values()) {
            if (take.flag(filter, ConfigurationWriter.flag(field), false)) {
                fields.add(field);
            }
        }
        return Optional.of(
                new GeolocationFilter(filter.name(), fields, take.text(filter, GeolocationFilterFields.DESCRIPTION)));
    }

    private Optional<CommonDeviceConfiguration> common(ClusterObject common) {
        CommonDeviceConfiguration.Builder builder = CommonDeviceConfiguration.builder(common.name());
        take.text(common, CommonDeviceConfigurationFields.SOFTKEY_TEMPLATE_NAME, builder::softkeyTemplate);
        take.text(common, CommonDeviceConfigurationFields.USER_LOCALE, builder::userLocale);
        take.text(common, CommonDeviceConfigurationFields.MLPP_DOMAIN_ID, builder::mlppDomain);
        take.number(
                common,
                CommonDeviceConfigurationFields.NETWORK_HOLD_MOH_AUDIO_SOURCE_ID,
                builder::networkHoldMohAudioSource);
        take.number(
                common, CommonDeviceConfigurationFields.USER_HOLD_MOH_AUDIO_SOURCE_ID, builder::userHoldMohAudioSource);
        return Optional.of(builder.mlppIndication(take.choice(
                        common,
                        CommonDeviceConfigurationFields.MLPP_INDICATION_STATUS,
                        SettingStatus::byLabel,
                        SettingStatus.OFF))
                .preemption(take.choice(
                        common,
                        CommonDeviceConfigurationFields.PREEMPTION,
                        MlppPreemption::byLabel,
                        MlppPreemption.DEFAULT))
                .useTrustedRelayPoint(take.flag(common, CommonDeviceConfigurationFields.USE_TRUSTED_RELAY_POINT, false))
                .ipAddressingMode(take.choice(
                        common,
                        CommonDeviceConfigurationFields.IP_ADDRESSING_MODE,
                        IpAddressingMode::byLabel,
                        IpAddressingMode.IPV4_AND_IPV6))
                .addressingPreference(take.choice(
                        common,
                        CommonDeviceConfigurationFields.IP_ADDRESSING_MODE_PREFERENCE_CONTROL,
                        AddressingPreference::byLabel,
                        AddressingPreference.USE_SYSTEM_DEFAULT))
                .autoConfiguration(take.choice(
                        common,
                        CommonDeviceConfigurationFields.ALLOW_AUTO_CONFIGURATION_FOR_PHONES,
                        SettingStatus::byLabel,
                        SettingStatus.DEFAULT))
                .build());
    }

    private Optional<CallManagerGroup> group(ClusterObject group) {
        List<ServiceAddress> members = new ArrayList<>();
        take.values(group, CallManagerGroupFields.MEMBERS).stream()
                .sorted(Comparator.comparingInt(OrderedName::place))
                .forEach(member -> member(group, member.name(), members::add));
        if (members.size() > MOST_CALL_MANAGERS) {
            take.omit(group, CallManagerGroupFields.MEMBERS, "there are more than five; the first five are taken");
        }
        return Optional.of(
                new CallManagerGroup(group.name(), members.subList(0, Math.min(members.size(), MOST_CALL_MANAGERS))));
    }

    private void member(ClusterObject group, String name, Consumer<ServiceAddress> into) {
        try {
            into.accept(ServiceAddress.parse(name));
        } catch (IllegalArgumentException e) {
            take.omit(group, CallManagerGroupFields.MEMBERS, "one is left out: " + e.getMessage());
        }
    }

    private Optional<DateTimeGroup> clock(ClusterObject clock) {
        String zone = take.text(clock, DateTimeGroupFields.TIME_ZONE);
        String inFiles = take.text(clock, DateTimeGroupFields.PHONE_TIME_ZONE);
        String date = take.text(clock, DateTimeGroupFields.DATE_FORMAT);
        boolean halfDays = take.text(clock, DateTimeGroupFields.TIME_FORMAT).startsWith("12");
        return Optional.of(new DateTimeGroup(
                clock.name(),
                (date.isEmpty() ? "M/D/Y" : date) + (halfDays ? "a" : ""),
                inFiles.isEmpty() ? zone : inFiles,
                zone));
    }

    private Optional<Srst> srst(ClusterObject srst) {
        Srst.Builder builder = Srst.builder(SrstOption.USER_SPECIFIC);
        address(srst, SrstFields.IP_ADDRESS, SrstFields.PORT, builder::sccp);
        address(srst, SrstFields.SIP_NETWORK, SrstFields.SIP_PORT, builder::sip);
        return Optional.of(builder.build());
    }

    private void address(
            ClusterObject srst, ObjectField<String> host, ObjectField<Long> port, Consumer<ServiceAddress> into) {
        List<Integer> ports = new ArrayList<>();
        take.number(srst, port, ports::add);
        take.text(
                srst,
                host,
                text -> into.accept(ports.isEmpty() ? ServiceAddress.of(text) : ServiceAddress.of(text, ports.get(0))));
    }

    private Optional<PhoneSecurity> security(ClusterObject profile) {
        return Optional.of(take.choice(
                profile,
                PhoneSecurityProfileFields.DEVICE_SECURITY_MODE,
                text -> switch (text) {
                    case Words.NONSECURE -> Optional.of(PhoneSecurity.NONSECURE);
                    case Words.AUTHENTICATED, Words.ENCRYPTED -> Optional.of(PhoneSecurity.SECURE);
                    default -> Optional.empty();
                },
                PhoneSecurity.NONSECURE));
    }

    private Optional<DevicePool> pool(ClusterObject pool) {
        Optional<CallManagerGroup> group = take.named(pool, DevicePoolFields.CALL_MANAGER_GROUP_NAME, groups)
                .or(() -> callManagers(pool));
        if (group.isEmpty()) {
            take.omit(pool, "nobody told a call manager that serves it; it is left out");
            return Optional.empty();
        }
        DateTimeGroup clock = take.named(pool, DevicePoolFields.DATE_TIME_SETTING_NAME, clocks)
                .orElseGet(() -> new DateTimeGroup("CMLocal", "M/D/Y", "Greenwich Standard Time", "Etc/GMT"));
        DevicePool.Builder builder = DevicePool.builder(DevicePoolName.of(pool.name()), group.get(), clock)
                .srst(srstOf(pool));
        take.named(pool, DevicePoolFields.GEO_LOCATION_NAME, geolocations).ifPresent(builder::geolocation);
        take.text(pool, DevicePoolFields.ADJUNCT_CALLING_SEARCH_SPACE, builder::adjunctCallingSearchSpace);
        take.text(pool, DevicePoolFields.NETWORK_LOCALE, builder::networkLocale);
        take.text(pool, DevicePoolFields.GEO_LOCATION_FILTER_NAME, builder::geolocationFilter);
        take.text(pool, DevicePoolFields.LOCAL_ROUTE_GROUP_NAME, builder::localRouteGroup);
        take.text(pool, DevicePoolFields.REGION_NAME, builder::region);
        take.text(pool, DevicePoolFields.LOCATION_NAME, builder::location);
        take.text(pool, DevicePoolFields.MEDIA_RESOURCE_LIST_NAME, builder::mediaResourceGroupList);
        return Optional.of(builder.build());
    }

    /** The nodes that process calls, in place of a group that is not known. */
    private Optional<CallManagerGroup> callManagers(ClusterObject pool) {
        List<ServiceAddress> members = nodes.stream()
                .filter(node -> node.services().contains(ClusterService.CALL_MANAGER))
                .map(ClusterNode::name)
                .limit(MOST_CALL_MANAGERS)
                .toList();
        if (members.isEmpty()) {
            return Optional.empty();
        }
        take.omit(
                pool,
                DevicePoolFields.CALL_MANAGER_GROUP_NAME,
                "the group is not known; the nodes with an active Cisco CallManager are taken");
        return Optional.of(new CallManagerGroup("Default", members));
    }

    private Srst srstOf(ClusterObject pool) {
        String name = take.text(pool, DevicePoolFields.SRST_NAME);
        if (name.isEmpty() || name.equalsIgnoreCase(Words.NO_SRST)) {
            return Srst.disabled();
        }
        if (name.equalsIgnoreCase(Words.SRST_AT_GATEWAY)) {
            return Srst.builder(SrstOption.USE_DEFAULT_GATEWAY).build();
        }
        return take.named(pool, DevicePoolFields.SRST_NAME, name, srsts).orElseGet(Srst::disabled);
    }

    /** The templates whose device pool is there. */
    List<ConfigurationReader.Template> templates() {
        return take.each(ObjectKind.EMCC_TEMPLATE, this::template).all();
    }

    private Optional<ConfigurationReader.Template> template(ClusterObject template) {
        Optional<DevicePool> pool = poolOf(template, EmccTemplateFields.DEVICE_POOL_NAME);
        if (pool.isEmpty()) {
            return Optional.empty();
        }
        EmccTemplate.Builder builder = EmccTemplate.builder(
                template.name(),
                pool.get().name(),
                take.text(template, EmccTemplateFields.SIP_PROFILE_NAME),
                take.text(template, EmccTemplateFields.COMMON_PHONE_CONFIG_NAME));
        take.text(template, EmccTemplateFields.DESCRIPTION, builder::description);
        take.named(template, EmccTemplateFields.COMMON_DEVICE_CONFIG_NAME, commons)
                .ifPresent(builder::commonDeviceConfiguration);
        return Optional.of(new ConfigurationReader.Template(template, builder.build()));
    }

    /** The pool without which the object cannot be. */
    private Optional<DevicePool> poolOf(ClusterObject object, ObjectField<String> field) {
        String name = take.text(object, field);
        Optional<DevicePool> pool = pools.find(name);
        if (pool.isEmpty()) {
            take.omit(
                    object,
                    field,
                    (name.isEmpty() ? "not told" : Taking.said(name) + ", which is not there") + "; the "
                            + object.kind().label() + " is left out");
        }
        return pool;
    }

    private Optional<DeviceProfile> profile(ClusterObject profile) {
        DeviceProfile.Builder builder = DeviceProfile.builder(DeviceProfileName.of(profile.name()))
                .lines(lines(profile, DeviceProfileFields.LINES))
                .services(services(profile, DeviceProfileFields.SERVICES));
        take.text(profile, DeviceProfileFields.EMCC_CALLING_SEARCH_SPACE, builder::emccCallingSearchSpace);
        take.text(profile, DeviceProfileFields.USER_LOCALE, builder::userLocale);
        take.text(profile, DeviceProfileFields.SOFTKEY_TEMPLATE_NAME, builder::softkeyTemplate);
        return Optional.of(builder.build());
    }

    private List<Line> lines(ClusterObject object, ObjectField<List<LineAppearance>> field) {
        List<Line> lines = new ArrayList<>();
        Set<Integer> buttons = new HashSet<>();
        for (LineAppearance line : take.values(object, field)) {
            try {
                Line taken = new Line(line.index(), line.number(), line.label());
                if (buttons.add(line.index())) {
                    lines.add(taken);
                } else {
                    take.omit(object, field, "button " + line.index() + " is there twice; the first counts");
                }
            } catch (IllegalArgumentException e) {
                take.omit(object, field, "button " + line.index() + " is left out: " + e.getMessage());
            }
        }
        return lines;
    }

    private List<PhoneService> services(ClusterObject object, ObjectField<List<String>> field) {
        return take.values(object, field).stream()
                .flatMap(name -> take.named(object, field, name, services).stream())
                .toList();
    }

    List<EndUser> users() {
        return take.each(ObjectKind.USER, this::user).all();
    }

    private Optional<EndUser> user(ClusterObject user) {
        EndUser.Builder builder = EndUser.builder(UserId.of(user.name()))
                .emccEnabled(take.flag(user, UserFields.ENABLE_EMCC, false))
                .homeCluster(take.flag(user, UserFields.HOME_CLUSTER, true))
                .controlledProfiles(take.values(user, UserFields.PHONE_PROFILES).stream()
                        .flatMap(name -> take.named(user, UserFields.PHONE_PROFILES, name, profiles).stream())
                        .map(DeviceProfile::name)
                        .distinct()
                        .toList());
        take.text(user, UserFields.SELF_SERVICE, builder::selfServiceId);
        take.text(user, UserFields.PRIMARY_EXTENSION, builder::primaryExtension);
        take.number(
                user,
                UserFields.EM_MAX_LOGIN_TIME,
                seconds -> builder.maximumLoginTime(
                        seconds == 0
                                ? MaximumLoginTime.noLimit()
                                : MaximumLoginTime.after(Duration.ofMinutes(Math.max(1, seconds / 60)))));
        return Optional.of(builder.build());
    }

    List<Phone> phones() {
        return take.each(ObjectKind.PHONE, this::phone).all();
    }

    private Optional<Phone> phone(ClusterObject phone) {
        Optional<DeviceProtocol> protocol = take.choice(
                phone,
                PhoneFields.PROTOCOL,
                text -> switch (text) {
                    case "SIP" -> Optional.of(Optional.of(DeviceProtocol.SIP));
                    case "SCCP" -> Optional.of(Optional.of(DeviceProtocol.SCCP));
                    default -> Optional.empty();
                },
                Optional.empty());
        if (protocol.isEmpty()) {
            take.omit(phone, PhoneFields.PROTOCOL, "neither SIP nor SCCP; the phone is left out");
            return Optional.empty();
        }
        Optional<DevicePool> pool = poolOf(phone, PhoneFields.DEVICE_POOL_NAME);
        if (pool.isEmpty()) {
            return Optional.empty();
        }
        Phone.Builder builder = Phone.builder(
                        DeviceName.of(phone.name()),
                        model(phone),
                        protocol.get(),
                        pool.get().name())
                .extensionMobilityEnabled(take.flag(phone, PhoneFields.ENABLE_EXTENSION_MOBILITY, false))
                .security(take.named(phone, PhoneFields.SECURITY_PROFILE_NAME, securities)
                        .orElse(PhoneSecurity.NONSECURE))
                .lines(lines(phone, PhoneFields.LINES))
                .services(services(phone, PhoneFields.SERVICES));
        take.named(phone, PhoneFields.GEO_LOCATION_NAME, geolocations).ifPresent(builder::geolocation);
        take.named(phone, PhoneFields.COMMON_DEVICE_CONFIG_NAME, commons)
                .ifPresent(common -> builder.ipAddressingMode(common.ipAddressingMode()));
        take.text(phone, PhoneFields.LOAD_INFORMATION, builder::load);
        return Optional.of(builder.build());
    }

    private PhoneModel model(ClusterObject phone) {
        String name = take.text(phone, PhoneFields.MODEL);
        List<Integer> number = new ArrayList<>();
        take.number(phone, PhoneFields.MODEL_NUMBER, number::add);
        return new PhoneModel(
                name.isEmpty() ? "unknown" : name,
                number.isEmpty() ? 0 : number.get(0),
                take.flag(phone, PhoneFields.SUPPORTS_EMCC, true));
    }

    List<BaseDevice> baseDevices() {
        return take.each(ObjectKind.BASE_DEVICE, this::baseDevice).all();
    }

    private Optional<BaseDevice> baseDevice(ClusterObject device) {
        Matcher name = BASE_DEVICE.matcher(device.name());
        if (!name.matches()) {
            take.omit(device, "the name of a base device must be EMCC and a number; it is left out");
            return Optional.empty();
        }
        boolean told = device.knows(BaseDeviceFields.NONSECURE);
        PhoneSecurity security = told || !device.knows(BaseDeviceFields.SECURITY_PROFILE_NAME)
                ? take.flag(device, BaseDeviceFields.NONSECURE, true) ? PhoneSecurity.NONSECURE : PhoneSecurity.SECURE
                : take.named(device, BaseDeviceFields.SECURITY_PROFILE_NAME, securities)
                        .orElse(PhoneSecurity.NONSECURE);
        return Optional.of(new BaseDevice(BaseDeviceName.of(Integer.parseInt(name.group(1))), security));
    }
}
