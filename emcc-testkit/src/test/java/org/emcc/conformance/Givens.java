package org.emcc.conformance;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.emcc.core.configuration.InterclusterService;
import org.emcc.core.configuration.LinkLossType;
import org.emcc.core.configuration.MultipleLoginBehavior;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.configuration.Setting;
import org.emcc.core.device.BaseDevice;
import org.emcc.core.device.CommonDeviceConfiguration;
import org.emcc.core.device.DevicePool;
import org.emcc.core.device.DeviceProfile;
import org.emcc.core.device.EmccTemplate;
import org.emcc.core.device.IpAddressingMode;
import org.emcc.core.device.Line;
import org.emcc.core.device.Phone;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.device.PhoneService;
import org.emcc.core.device.Srst;
import org.emcc.core.device.SrstOption;
import org.emcc.core.geolocation.Geolocation;
import org.emcc.core.geolocation.GeolocationFilter;
import org.emcc.core.id.BaseDeviceName;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.DevicePoolName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.user.EndUser;
import org.emcc.core.user.MaximumLoginTime;

/** What can be given: how a cluster, a user or a phone differs from the two companies with which every script begins. */
final class Givens {
    private static final Set<StageKind> ANYWHERE = EnumSet.allOf(StageKind.class);
    private static final Set<StageKind> WITHOUT_SOCKETS = EnumSet.of(StageKind.RULES, StageKind.SIMULATION);

    private final List<Phrase> all = new ArrayList<>();

    private Givens() {
        clusters();
        parameters();
        users();
        phones();
        baseDevices();
        pools();
        failures();
    }

    static List<Phrase> all() {
        return List.copyOf(new Givens().all);
    }

    private void anywhere(String template, String meaning, BiConsumer<Situation, Words> does) {
        all.add(Phrase.given(template, meaning, ANYWHERE, does));
    }

    private void withoutSockets(String template, String meaning, BiConsumer<Situation, Words> does) {
        all.add(Phrase.given(template, meaning, WITHOUT_SOCKETS, does));
    }

    private static String owner(String phone) {
        return Base.clusterOfPhone(phone);
    }

    private static String home(String user) {
        return Base.clusterOfUser(user);
    }

    private void clusters() {
        withoutSockets(
                "cluster PAR takes part",
                "a third cluster in Paris (user paula, phone SEP0033AABBCCE1) and NYC and LON have records of each other",
                (situation, words) -> situation.withParis());
        anywhere(
                "cluster {cluster} is of release {release}",
                "its release; 12.5(1)SU3 when nothing is said",
                (situation, words) -> situation.edit(words.cluster(), Edits.release(words.get("release"))));
        anywhere(
                "cluster {cluster} is in {mode} mode",
                "its cluster security mode; nonsecure when nothing is said",
                (situation, words) -> situation.edit(
                        words.cluster(),
                        Edits.settings(settings -> settings.securityMode(
                                ClusterSecurityMode.valueOf(words.get("mode").toUpperCase(Locale.ROOT))))));
        anywhere(
                "cluster {cluster} has no record of cluster {other cluster}",
                "the remote cluster record is missing",
                (situation, words) -> situation.edit(
                        words.cluster(),
                        Edits.remotes(remotes -> remotes.stream()
                                .filter(remote -> !remote.id().value().equals(words.get("other cluster")))
                                .toList())));
        anywhere(
                "EMCC is not enabled toward cluster {other cluster} at {cluster}",
                "the EMCC box of the remote cluster record is off",
                (situation, words) -> situation.edit(
                        words.cluster(),
                        Edits.remotes(remotes -> remotes.stream()
                                .map(remote -> remote.id().value().equals(words.get("other cluster"))
                                        ? withoutEmcc(remote)
                                        : remote)
                                .toList())));
        withoutSockets(
                "cluster {cluster} knows cluster {other cluster} as {wrong cluster}",
                "the remote cluster record bears a wrong cluster ID; its name still leads there",
                (situation, words) -> situation.edit(
                        words.cluster(),
                        Edits.remotes(remotes -> remotes.stream()
                                .map(remote -> remote.id().value().equals(words.get("other cluster"))
                                        ? RemoteCluster.builder(
                                                        org.emcc.core.id.ClusterId.of(words.get("wrong cluster")),
                                                        remote.fullyQualifiedName())
                                                .build()
                                        : remote)
                                .toList())));
        anywhere(
                "EMCC is not active in the service profile of {cluster}",
                "the EMCC box of the inter-cluster service profile is off",
                (situation, words) ->
                        situation.edit(words.cluster(), Edits.services(services -> services.emccActive(false))));
        anywhere(
                "PSTN Access is not active in the service profile of {cluster}",
                "the PSTN Access box of the inter-cluster service profile is off",
                (situation, words) ->
                        situation.edit(words.cluster(), Edits.services(services -> services.pstnAccessActive(false))));
    }

    private static RemoteCluster withoutEmcc(RemoteCluster remote) {
        EnumSet<InterclusterService> services = EnumSet.allOf(InterclusterService.class);
        services.removeAll(EnumSet.of(InterclusterService.EMCC, InterclusterService.TFTP));
        return remote.toBuilder().enabledServices(services).build();
    }

    private void parameters() {
        anywhere(
                "the multiple login behavior of {cluster} is {text}",
                "the service parameter; Multiple Logins Not Allowed when nothing is said",
                (situation, words) -> situation.edit(
                        words.cluster(),
                        Edits.parameters(parameters -> parameters.multipleLoginBehavior(
                                MultipleLoginBehavior.byLabel(words.get("text")).orElseThrow()))));
        anywhere(
                "the inter-cluster maximum login time of {cluster} is {time}",
                "the service parameter; 10 hours when nothing is said",
                (situation, words) -> situation.edit(
                        words.cluster(),
                        Edits.parameters(parameters -> parameters.interclusterMaximumLoginTime(words.time()))));
        anywhere(
                "the intra-cluster maximum login time of {cluster} is {time}",
                "the service parameter, enforced",
                (situation, words) -> situation.edit(
                        words.cluster(),
                        Edits.parameters(parameters -> parameters
                                .intraclusterMaximumLoginTime(words.time())
                                .enforceIntraclusterMaximumLoginTime(true))));
        withoutSockets(
                "Validate IP Address is {switch} at {cluster}",
                "the service parameter; off when nothing is said",
                (situation, words) -> situation.edit(
                        words.cluster(), Edits.parameters(parameters -> parameters.validateIpAddress(isOn(words)))));
        withoutSockets(
                "the trusted list of IPs of {cluster} is {text}",
                "the service parameter; empty when nothing is said",
                (situation, words) -> situation.edit(
                        words.cluster(),
                        Edits.parameters(
                                parameters -> parameters.trustedIps(List.of(ServiceAddress.of(words.get("text")))))));
        withoutSockets(
                "Allow Proxy is {switch} at {cluster}",
                "the service parameter; on when nothing is said",
                (situation, words) -> situation.edit(
                        words.cluster(), Edits.parameters(parameters -> parameters.allowProxy(isOn(words)))));
        withoutSockets(
                "EMCC Allow Proxy is {switch} at {cluster}",
                "the service parameter; off when nothing is said",
                (situation, words) -> situation.edit(
                        words.cluster(), Edits.parameters(parameters -> parameters.emccAllowProxy(isOn(words)))));
        anywhere(
                "Alphanumeric User ID is {switch} at {cluster}",
                "the service parameter; on when nothing is said",
                (situation, words) -> situation.edit(
                        words.cluster(), Edits.parameters(parameters -> parameters.alphanumericUserId(isOn(words)))));
        anywhere(
                "cluster {cluster} has no TFTP server for EMCC",
                "neither the default nor the backup TFTP server for EMCC login devices is set",
                (situation, words) -> situation.edit(
                        words.cluster(),
                        Edits.features(features ->
                                features.defaultTftpServer(Setting.absent()).backupTftpServer(Setting.absent()))));
        withoutSockets(
                "cluster {cluster} has a backup TFTP server for EMCC",
                "the backup TFTP server is set besides the default one",
                (situation, words) -> situation.edit(
                        words.cluster(),
                        Edits.features(
                                features -> features.backupTftpServer(Setting.of(Base.backupTftp(words.cluster()))))));
        withoutSockets(
                "cluster {cluster} has only a backup TFTP server for EMCC",
                "the backup TFTP server is set, the default one is not",
                (situation, words) -> situation.edit(
                        words.cluster(),
                        Edits.features(features -> features.defaultTftpServer(Setting.absent())
                                .backupTftpServer(Setting.of(Base.backupTftp(words.cluster()))))));
        anywhere(
                "the EMCC region link loss type of {cluster} is Lossy",
                "the feature parameter; Low Loss when nothing is said",
                (situation, words) -> situation.edit(
                        words.cluster(),
                        Edits.features(features -> features.regionLinkLossType(Setting.of(LinkLossType.LOSSY)))));
        anywhere(
                "the interval of expired device maintenance of {cluster} is {number} minutes",
                "the feature parameter; 1440 minutes when nothing is said",
                (situation, words) -> situation.edit(
                        words.cluster(),
                        Edits.features(
                                features -> features.expiredDeviceMaintenanceMinutes(Setting.of(words.number())))));
        anywhere(
                "the remote cluster update interval of {cluster} is {number} minutes",
                "the feature parameter; 30 minutes when nothing is said",
                (situation, words) -> situation.edit(
                        words.cluster(),
                        Edits.features(features -> features.remoteClusterUpdateMinutes(Setting.of(words.number())))));
    }

    private static boolean isOn(Words words) {
        return words.get("switch").equals("on");
    }

    private void users() {
        anywhere(
                "user {user} is not enabled for EMCC",
                "the box Enable Extension Mobility Cross Cluster of the user is off",
                (situation, words) ->
                        situation.edit(home(words.user()), Edits.user(words.user(), user -> user.emccEnabled(false))));
        anywhere(
                "user {user} has no device profile",
                "the user's controlled profiles are empty",
                (situation, words) -> situation.edit(
                        home(words.user()), Edits.user(words.user(), user -> user.controlledProfiles(List.of()))));
        anywhere(
                "user {user} has the device profiles {names}",
                "the user's controlled profiles, which are made, each with a line of its own name",
                (situation, words) -> profiles(situation, words.user(), words.list("names")));
        withoutSockets(
                "the device profile of user {user} is deleted",
                "the user's controlled profile names a profile that the directory does not find",
                (situation, words) ->
                        situation.besides(stage -> stage.network().fail(home(words.user()), "device profiles", true)));
        anywhere(
                "the device profile of user {user} has user locale {text}",
                "a setting of the profile",
                (situation, words) -> situation.edit(
                        home(words.user()),
                        Edits.profileOf(words.user(), profile -> profile.userLocale(words.get("text")))));
        anywhere(
                "the device profile of user {user} has softkey template {text}",
                "a setting of the profile",
                (situation, words) -> situation.edit(
                        home(words.user()),
                        Edits.profileOf(words.user(), profile -> profile.softkeyTemplate(words.get("text")))));
        anywhere(
                "the device profile of user {user} has no services",
                "the profile is not subscribed to the Extension Mobility service",
                (situation, words) -> situation.edit(
                        home(words.user()), Edits.profileOf(words.user(), profile -> profile.services(List.of()))));
        anywhere(
                "user {user} has the self-service ID {number}",
                "a field of the user",
                (situation, words) -> situation.edit(
                        home(words.user()), Edits.user(words.user(), user -> user.selfServiceId(words.get("number")))));
        anywhere(
                "user {user} has the primary extension {number}",
                "a field of the user",
                (situation, words) -> situation.edit(
                        home(words.user()),
                        Edits.user(words.user(), user -> user.primaryExtension(words.get("number")))));
        anywhere(
                "user {user} is at home in cluster {cluster} too",
                "the other cluster has a user of this user ID, and its Home Cluster box is on",
                (situation, words) -> situation.edit(
                        words.cluster(),
                        Edits.users(users -> Edits.with(
                                users,
                                EndUser.builder(UserId.of(words.user()))
                                        .emccEnabled(true)
                                        .build()))));
        anywhere(
                "cluster {cluster} has user {user} without the Home Cluster box",
                "the other cluster has a user of this user ID who is not at home there, as where a directory is shared",
                (situation, words) -> situation.edit(
                        words.cluster(),
                        Edits.users(users -> Edits.with(
                                users,
                                EndUser.builder(UserId.of(words.user()))
                                        .homeCluster(false)
                                        .build()))));
        anywhere(
                "user {user} must change the PIN",
                "the credential is set to be changed before it is used again",
                (situation, words) -> situation.besides(stage -> stage.demandNewPin(words.user())));
        anywhere(
                "user {user} may be logged in for {time} at most",
                "the user's own maximum login time",
                (situation, words) -> situation.edit(
                        home(words.user()),
                        Edits.user(words.user(), user -> user.maximumLoginTime(MaximumLoginTime.after(words.time())))));
        anywhere(
                "user {user} may be logged in without limit",
                "the user's own maximum login time is No limit",
                (situation, words) -> situation.edit(
                        home(words.user()),
                        Edits.user(words.user(), user -> user.maximumLoginTime(MaximumLoginTime.noLimit()))));
    }

    private static void profiles(Situation situation, String user, List<String> names) {
        situation.edit(home(user), before -> {
            List<DeviceProfile> made = names.stream()
                    .map(name -> DeviceProfile.builder(DeviceProfileName.of(name))
                            .lines(List.of(new Line(1, "2125550" + (300 + names.indexOf(name)), name)))
                            .services(before.profiles().values().stream()
                                    .flatMap(profile -> profile.services().stream())
                                    .limit(1)
                                    .toList())
                            .build())
                    .toList();
            List<DeviceProfile> all = new ArrayList<>(before.profiles().values());
            all.addAll(made);
            return Edits.user(
                            user,
                            each -> each.controlledProfiles(
                                    made.stream().map(DeviceProfile::name).toList()))
                    .apply(Edits.profiles(ignored -> all).apply(before));
        });
    }

    private void phones() {
        anywhere(
                "Extension Mobility is off on phone {phone}",
                "the box Enable Extension Mobility of the phone is off",
                (situation, words) -> situation.edit(
                        owner(words.phone()),
                        Edits.phone(words.phone(), phone -> phone.extensionMobilityEnabled(false))));
        anywhere(
                "the model of phone {phone} lacks EMCC",
                "the cluster knows the phone as a Cisco 7960, which does not support the feature",
                (situation, words) -> situation.edit(
                        owner(words.phone()),
                        Edits.phones(phones -> phones.stream()
                                .map(phone -> phone.name().value().equals(words.phone())
                                        ? Edits.ofModel(phone, new PhoneModel("Cisco 7960", 7, false))
                                        : phone)
                                .toList())));
        withoutSockets(
                "phone {phone} puts false in the place of #EMCC#",
                "the phone itself says that it cannot do EMCC; phones say true when nothing is said",
                (situation, words) -> situation.besides(stage -> stage.network().remember(words.phone(), false)));
        anywhere(
                "phone {phone} is not configured",
                "its cluster has no such phone",
                (situation, words) -> situation.edit(
                        owner(words.phone()),
                        Edits.phones(phones -> phones.stream()
                                .filter(phone -> !phone.name().value().equals(words.phone()))
                                .toList())));
        anywhere(
                "cluster {cluster} has a phone {phone} too",
                "a phone of the same name is configured in another cluster",
                (situation, words) -> situation.edit(
                        words.cluster(),
                        before -> Edits.phones(phones -> Edits.with(phones, named(words.phone(), phones.get(0))))
                                .apply(before)));
        anywhere(
                "phone {phone} is secure",
                "its device security profile is secure",
                (situation, words) -> situation.edit(
                        owner(words.phone()),
                        Edits.phone(words.phone(), phone -> phone.security(PhoneSecurity.SECURE))));
        withoutSockets(
                "phone {phone} is for IPv6 only",
                "its IP addressing mode is IPv6 Only",
                (situation, words) -> situation.edit(
                        owner(words.phone()),
                        Edits.phone(words.phone(), phone -> phone.ipAddressingMode(IpAddressingMode.IPV6_ONLY))));
        anywhere(
                "the service URL of phones in {cluster} has no EMCC parameter",
                "&EMCC=#EMCC# is forgotten",
                (situation, words) ->
                        situation.edit(words.cluster(), serviceUrl(url -> url.replace("&EMCC=#EMCC#", ""))));
        anywhere(
                "the service URL of phones in {cluster} has loginType {name}",
                "&loginType= stands at its end",
                (situation, words) ->
                        situation.edit(words.cluster(), serviceUrl(url -> url + "&loginType=" + words.get("name"))));
    }

    private static Phone named(String name, Phone like) {
        return Phone.builder(org.emcc.core.id.DeviceName.of(name), like.model(), like.protocol(), like.devicePool())
                .extensionMobilityEnabled(true)
                .lines(like.lines())
                .services(like.services())
                .build();
    }

    private static java.util.function.UnaryOperator<org.emcc.core.configuration.ClusterConfiguration> serviceUrl(
            java.util.function.UnaryOperator<String> change) {
        return Edits.phones(phones -> phones.stream()
                .map(phone -> phone.toBuilder()
                        .services(phone.services().stream()
                                .map(service -> new PhoneService(service.name(), change.apply(service.url())))
                                .toList())
                        .build())
                .toList());
    }

    private void baseDevices() {
        anywhere(
                "cluster {cluster} has {number} base devices",
                "that many base devices, all nonsecure; 3 when nothing is said",
                (situation, words) -> situation.edit(
                        words.cluster(),
                        before -> before.toBuilder().baseDevices(words.number()).build()));
        anywhere(
                "all base devices of {cluster} are secure",
                "two base devices, whose security profile is secure",
                (situation, words) -> situation.edit(
                        words.cluster(),
                        before -> before.toBuilder()
                                .baseDevices(List.of(base(1, true), base(2, true)))
                                .build()));
        anywhere(
                "the first base device of {cluster} is secure and the second is not",
                "two base devices, EMCC1 with a secure and EMCC2 with a nonsecure security profile",
                (situation, words) -> situation.edit(
                        words.cluster(),
                        before -> before.toBuilder()
                                .baseDevices(List.of(base(1, true), base(2, false)))
                                .build()));
        anywhere(
                "the EMCC template of {cluster} has device pool {name}",
                "the pool of visitors for whom no pool is found; Default when nothing is said",
                (situation, words) -> situation.edit(
                        words.cluster(),
                        Edits.template(template -> withPool(template, DevicePoolName.of(words.get("name"))))));
        anywhere(
                "the common device configuration of {cluster} has user locale {text}",
                "a setting of the common device configuration of the EMCC template",
                (situation, words) ->
                        situation.edit(words.cluster(), common(common -> common.userLocale(words.get("text")))));
        anywhere(
                "the common device configuration of {cluster} has softkey template {text}",
                "a setting of the common device configuration of the EMCC template",
                (situation, words) ->
                        situation.edit(words.cluster(), common(common -> common.softkeyTemplate(words.get("text")))));
    }

    private static BaseDevice base(int number, boolean secure) {
        return new BaseDevice(BaseDeviceName.of(number), secure ? PhoneSecurity.SECURE : PhoneSecurity.NONSECURE);
    }

    private static EmccTemplate withPool(EmccTemplate before, DevicePoolName pool) {
        EmccTemplate.Builder made =
                EmccTemplate.builder(before.name(), pool, before.sipProfile(), before.commonPhoneProfile());
        before.commonDeviceConfiguration().ifPresent(made::commonDeviceConfiguration);
        return made.build();
    }

    private static java.util.function.UnaryOperator<org.emcc.core.configuration.ClusterConfiguration> common(
            java.util.function.UnaryOperator<CommonDeviceConfiguration.Builder> change) {
        return Edits.template(template -> template.toBuilder()
                .commonDeviceConfiguration(change.apply(template.commonDeviceConfiguration()
                                .map(CommonDeviceConfiguration::toBuilder)
                                .orElseGet(() -> CommonDeviceConfiguration.builder("cdc-emcc")))
                        .build())
                .build());
    }

    private void pools() {
        anywhere(
                "cluster {cluster} has no EMCC geolocation filter",
                "the feature parameter is not set; gf-country, which takes the country, when nothing is said",
                (situation, words) -> situation.edit(
                        words.cluster(), Edits.features(features -> features.geolocationFilter(Setting.absent()))));
        anywhere(
                "the EMCC geolocation filter of {cluster} takes {names}",
                "a filter with these fields is made and set",
                (situation, words) -> situation.edit(
                        words.cluster(),
                        before -> Edits.settings(settings -> settings.geolocationFilters(List.of(filter(words)))
                                        .featureParameters(before.settings().featureParameters().toBuilder()
                                                .geolocationFilter(Setting.of("gf-script"))
                                                .build()))
                                .apply(before)));
        anywhere(
                "device pool {name} of {cluster} has geolocation {address}",
                "the geolocation of the pool, with these fields and no others",
                (situation, words) -> situation.edit(
                        words.cluster(),
                        Edits.pool(
                                words.get("name"),
                                pool -> pool.geolocation(new Geolocation(
                                        "geo-" + words.get("name"), Edits.address(words.get("address")))))));
        anywhere(
                "no device pool of {cluster} has a geolocation",
                "the geolocation of all device pools is taken away",
                (situation, words) -> situation.edit(words.cluster(), Edits.pools(Givens::withoutGeolocation)));
        anywhere(
                "cluster {cluster} has device pool {name} with geolocation {address}",
                "one more device pool, like Default",
                (situation, words) -> situation.edit(
                        words.cluster(),
                        before -> Edits.settings(settings -> settings.devicePools(Edits.with(
                                        before.settings().devicePools(),
                                        like(
                                                before.settings()
                                                        .devicePool(DevicePoolName.of("Default"))
                                                        .orElseThrow(),
                                                words.get("name"),
                                                words.get("address")))))
                                .apply(before)));
        anywhere(
                "phone {phone} has geolocation {address}",
                "the geolocation on the Phone page",
                (situation, words) -> situation.edit(
                        owner(words.phone()),
                        Edits.phone(
                                words.phone(),
                                phone -> phone.geolocation(new Geolocation(
                                        "geo-" + words.phone(), Edits.address(words.get("address")))))));
        anywhere(
                "the default geolocation of {cluster} is {address}",
                "the enterprise parameter Default Geolocation",
                (situation, words) -> situation.edit(
                        words.cluster(),
                        Edits.settings(settings -> settings.defaultGeolocation(
                                new Geolocation("geo-default", Edits.address(words.get("address")))))));
        anywhere(
                "device pool {name} of {cluster} has the SRST reference {text}",
                "SRST is Use Specific, with this address for SIP and SCCP",
                (situation, words) -> situation.edit(
                        words.cluster(),
                        Edits.pool(
                                words.get("name"),
                                pool -> pool.srst(Srst.builder(SrstOption.USER_SPECIFIC)
                                        .sip(ServiceAddress.of(words.get("text")))
                                        .sccp(ServiceAddress.of(words.get("text")))
                                        .build()))));
    }

    private static GeolocationFilter filter(Words words) {
        return new GeolocationFilter(
                "gf-script", words.list("names").stream().map(Edits::field).collect(Collectors.toSet()));
    }

    private static DevicePool withoutGeolocation(DevicePool pool) {
        DevicePool.Builder made = DevicePool.builder(pool.name(), pool.callManagerGroup(), pool.dateTimeGroup())
                .srst(pool.srst());
        pool.adjunctCallingSearchSpace().ifPresent(made::adjunctCallingSearchSpace);
        return made.build();
    }

    private static DevicePool like(DevicePool pool, String name, String address) {
        return DevicePool.builder(DevicePoolName.of(name), pool.callManagerGroup(), pool.dateTimeGroup())
                .geolocation(new Geolocation("geo-" + name, Edits.address(address)))
                .build();
    }

    private void failures() {
        anywhere(
                "clusters {cluster} and {other cluster} are cut off from each other",
                "no message passes between the two; both are unreachable for each other",
                (situation, words) -> situation.besides(
                        stage -> stage.network().cut(words.cluster(), words.get("other cluster"), true)));
        anywhere(
                "clusters {cluster} and {other cluster} are connected again",
                "messages pass between the two again",
                (situation, words) -> situation.besides(
                        stage -> stage.network().cut(words.cluster(), words.get("other cluster"), false)));
        anywhere(
                "cluster {cluster} does not answer other clusters",
                "messages arrive, and no answer ever comes",
                (situation, words) -> situation.besides(stage -> stage.network().silence(words.cluster(), true)));
        anywhere(
                "cluster {cluster} answers other clusters again",
                "answers come again",
                (situation, words) -> situation.besides(stage -> stage.network().silence(words.cluster(), false)));
        withoutSockets(
                "cluster {cluster} does not answer login requests",
                "user queries are answered; a login request arrives, and no answer ever comes",
                (situation, words) ->
                        situation.besides(stage -> stage.network().silence(words.cluster() + " login", true)));
        withoutSockets(
                "cluster {cluster} answers login requests again",
                "answers come again",
                (situation, words) ->
                        situation.besides(stage -> stage.network().silence(words.cluster() + " login", false)));
        for (String port : List.of(
                "phone files",
                "user directory",
                "device directory",
                "login store",
                "cluster settings",
                "TFTP service")) {
            withoutSockets(
                    "the " + port + " of {cluster} fails",
                    "every call of it fails",
                    (situation, words) ->
                            situation.besides(stage -> stage.network().fail(words.cluster(), port, true)));
            withoutSockets(
                    "the " + port + " of {cluster} works again",
                    "it answers again",
                    (situation, words) ->
                            situation.besides(stage -> stage.network().fail(words.cluster(), port, false)));
        }
        all.add(Phrase.given(
                "cluster {cluster} knows no signers of other clusters",
                "the stores in which its TVS finds who signs files of other clusters are empty",
                EnumSet.of(StageKind.LAB),
                (situation, words) -> situation.besides(stage -> stage.forgetSigners(words.cluster()))));
        withoutSockets(
                "the default TFTP server of {cluster} is down",
                "its address answers nothing; the backup one does",
                (situation, words) ->
                        situation.besides(stage -> stage.network().fail(words.cluster(), "default TFTP server", true)));
        withoutSockets(
                "the call managers of {cluster} are down",
                "no phone can register with them",
                (situation, words) ->
                        situation.besides(stage -> stage.network().fail(words.cluster(), "call managers", true)));
        withoutSockets(
                "the call managers of {cluster} are up again",
                "phones can register with them again",
                (situation, words) ->
                        situation.besides(stage -> stage.network().fail(words.cluster(), "call managers", false)));
        anywhere(
                "cluster {cluster} does its periodic work",
                "maintenance, updates of remote clusters and leftovers at their intervals, which else is ordered one by one",
                (situation, words) -> situation.besides(stage -> stage.network().work(words.cluster())));
    }
}
