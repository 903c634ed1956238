package org.emcc.tftp.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.device.AddressingPreference;
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
import org.emcc.core.directory.Directories;
import org.emcc.core.geolocation.CivicAddress;
import org.emcc.core.id.BaseDeviceName;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DevicePoolName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.id.Release;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.internal.Xml;
import org.emcc.core.internal.XmlException;
import org.emcc.core.internal.XmlNode;
import org.emcc.core.session.Origin;
import org.emcc.core.session.Redirect;
import org.emcc.core.session.Sourced;
import org.emcc.core.session.TemporaryDevice;
import org.emcc.tftp.config.PhoneConfiguration;
import org.emcc.tftp.config.PhoneElement;
import org.emcc.tftp.config.PhoneServiceEntry;
import org.emcc.tftp.config.RedirectFile;
import org.emcc.tftp.config.RedirectVocabulary;
import org.junit.jupiter.api.Test;

/** The files of a cluster from what core knows of it. */
class ClusterPhoneFilesTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_795_305_600);
    private static final DeviceName PHONE = DeviceName.of("SEP0011AABBCCDD");
    private static final PhoneModel MODEL = new PhoneModel("Cisco 8851", 684, true);
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final LoginId LOGIN = LoginId.of(NOW.minusSeconds(60), 7);
    private static final DevicePool POOL = pool(
            new CallManagerGroup("cmg", List.of(ServiceAddress.of("10.47.0.1", 15060), ServiceAddress.of("cucm2"))));
    private static final PhoneService EM = PhoneService.builder("EM", "http://h/emapp")
            .secureUrl("https://h/emapp")
            .build();
    private static final PhoneService EVERYWHERE = PhoneService.builder("Directory", "http://h/d")
            .enterpriseSubscription(true)
            .build();

    @Test
    void aHomeFileHasWhatTheTemporaryDeviceIsMadeOf() {
        ClusterPhoneFiles files = ClusterPhoneFiles.builder(
                        directories(common(IpAddressingMode.IPV4_AND_IPV6).build(), POOL), CLOCK)
                .softKeyFiles(Map.of("Standard User", "SK1.xml"))
                .build();
        files.publish(device(PhoneSecurity.NONSECURE, "English United Kingdom"));
        PhoneConfiguration home = served(files);

        assertThat(texts(home))
                .containsEntry("ipAddressMode", "2")
                .containsEntry("ipPreferenceModeControl", "1")
                .containsEntry("allowAutoConfig", "false")
                .containsEntry("mlppDomainId", "00a1")
                .containsEntry("mlppIndicationStatus", "On")
                .containsEntry("preemption", "Forceful")
                .containsEntry("devicePool/name", "Roaming")
                .containsEntry("devicePool/callManagerGroup/name", "cmg")
                .containsEntry("devicePool/srstInfo/sipIpAddr1", "10.51.0.9")
                .containsEntry("sipProfile/softKeyFile", "SK1.xml")
                .containsEntry("userLocale/name", "English_United_Kingdom")
                .containsEntry("networkLocale", "United_Kingdom")
                .containsEntry("networkLocaleInfo/name", "United_Kingdom")
                .containsEntry("deviceSecurityMode", "1")
                .containsEntry("transportLayerProtocol", "4")
                .containsEntry("userId", "ada")
                .doesNotContainKeys("loadInformation", "capfAuthMode", "capfList", "certHash");
        assertThat(home.callManagers()).extracting(node -> node.host()).containsExactly("10.47.0.1", "cucm2");
        assertThat(home.tvs()).containsExactly(ServiceAddress.of("10.47.0.1"), ServiceAddress.of("cucm2"));
        assertThat(home.phoneServices())
                .containsExactly(
                        new PhoneServiceEntry("EM", "http://h/emapp"),
                        new PhoneServiceEntry("Directory", "http://h/d"));
        assertThat(home.lines())
                .singleElement()
                .returns("5001", line -> line.name().orElse(""));
        assertThat(home.check()).isEmpty();
        inOrder(home);
    }

    @Test
    void aSecurePhoneSignalsByTlsAndOpensSecureServices() {
        ClusterPhoneFiles files = files(common(IpAddressingMode.IPV4_ONLY).build());
        files.publish(device(PhoneSecurity.SECURE, "English"));
        PhoneConfiguration home = served(files);

        assertThat(texts(home))
                .containsEntry("deviceSecurityMode", "3")
                .containsEntry("transportLayerProtocol", "3")
                .containsEntry("sipProfile/softKeyFile", ""); // nobody said in which file the template is
        assertThat(home.phoneServices()).contains(new PhoneServiceEntry("EM", "https://h/emapp"));
        assertThat(home.check()).isEmpty();
    }

    @Test
    void whatNoPhoneTakesIsLeftOutAndEndsNoLogin() {
        ClusterPhoneFiles files = files(
                common(IpAddressingMode.IPV6_ONLY).mlppDomain("not hexadecimal").build());
        files.publish(device(PhoneSecurity.NONSECURE, "Français"));
        PhoneConfiguration home = served(files);

        assertThat(texts(home)).containsEntry("ipAddressMode", "0").doesNotContainKeys("mlppDomainId", "userLocale");
    }

    @Test
    void aRepeatedCallGivesTheSameFile() {
        ClusterPhoneFiles files = files(common(IpAddressingMode.IPV4_ONLY).build());
        files.publish(device(PhoneSecurity.NONSECURE, "English"));
        PhoneConfiguration first = served(files);
        files.publish(device(PhoneSecurity.NONSECURE, "English"));

        assertThat(served(files)).isEqualTo(first);
    }

    @Test
    void anotherContentHasAnotherStamp() {
        AtomicReference<Directories> now = new AtomicReference<>(
                directories(common(IpAddressingMode.IPV4_ONLY).build(), POOL));
        ClusterPhoneFiles files = ClusterPhoneFiles.of(live(now), CLOCK);
        files.publish(device(PhoneSecurity.NONSECURE, "English"));
        PhoneConfiguration first = served(files);
        now.set(directories(common(IpAddressingMode.IPV4_AND_IPV6).build(), POOL));
        files.publish(device(PhoneSecurity.NONSECURE, "English"));
        PhoneConfiguration second = served(files);

        assertThat(texts(second)).containsEntry("ipAddressMode", "2");
        assertThat(stamp(second))
                .isNotEqualTo(stamp(first))
                .startsWith(LOGIN.issuedAt().getEpochSecond() + "-");
        assertThat(stamp(first)).startsWith(LOGIN.issuedAt().getEpochSecond() + "-");
    }

    @Test
    void aRedirectNamesTheTrustVerificationServersOfThePhonesPool() {
        AtomicReference<Directories> now = new AtomicReference<>(
                directories(common(IpAddressingMode.IPV4_ONLY).build(), POOL));
        ClusterPhoneFiles files = ClusterPhoneFiles.of(live(now), CLOCK);
        Redirect redirect = new Redirect(PHONE, List.of(ServiceAddress.of("10.9.0.1")), URI.create("http://v/logout"));
        PhoneConfiguration own = served(files);
        files.redirect(LOGIN, redirect);
        PhoneConfiguration first = served(files);

        assertThat(RedirectFile.decodeOrThrow(first.encode()))
                .returns(List.of(ServiceAddress.of("10.47.0.1"), ServiceAddress.of("cucm2")), RedirectFile::tvs)
                .returns(own.tvs(), RedirectFile::tvs)
                .returns(redirect.homeTftpServers(), RedirectFile::homeTftp);
        files.redirect(LOGIN, redirect);
        assertThat(served(files)).isEqualTo(first);

        now.set(directories(
                common(IpAddressingMode.IPV4_ONLY).build(),
                pool(new CallManagerGroup("cmg", List.of(ServiceAddress.of("cucm3"))))));
        files.redirect(LOGIN, redirect);
        assertThat(served(files).tvs()).containsExactly(ServiceAddress.of("cucm3"));
        assertThat(stamp(served(files)))
                .isNotEqualTo(stamp(first))
                .startsWith(LOGIN.issuedAt().getEpochSecond() + "-");

        DeviceName unknown = DeviceName.of("SEP0011AABBCCEE");
        files.redirect(LOGIN, new Redirect(unknown, redirect.homeTftpServers(), redirect.logoutUri()));
        assertThat(served(files, unknown).tvs()).isEmpty();
    }

    @Test
    void redirectsAreWrittenInTheWordsOfTheBuilder() {
        RedirectVocabulary odd = RedirectVocabulary.standard().withEmccMode("away");
        ClusterPhoneFiles files = ClusterPhoneFiles.builder(
                        directories(common(IpAddressingMode.IPV4_ONLY).build(), POOL), CLOCK)
                .vocabulary(odd)
                .transport(2)
                .build();
        files.publish(device(PhoneSecurity.NONSECURE, "English"));

        assertThat(texts(served(files))).containsEntry("transportLayerProtocol", "2");
        files.redirect(
                LOGIN, new Redirect(PHONE, List.of(ServiceAddress.of("10.9.0.1")), URI.create("http://v/logout")));
        assertThat(served(files).text("away")).contains("true");
        ClusterPhoneFiles.Builder builder = ClusterPhoneFiles.builder(
                directories(common(IpAddressingMode.IPV4_ONLY).build(), POOL), CLOCK);
        assertThatThrownBy(() -> builder.transport(5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("transportLayerProtocol");
    }

    @Test
    void aSoftKeyFileThatNoPhoneCanAskForIsRefusedAtOnce() {
        ClusterPhoneFiles.Builder builder = ClusterPhoneFiles.builder(
                directories(common(IpAddressingMode.IPV4_ONLY).build(), POOL), CLOCK);

        for (String name : List.of("", "s".repeat(129), "../SK.xml", "S\u00e4.xml", "dir/")) {
            assertThatThrownBy(() -> builder.softKeyFiles(Map.of("Standard User", name)))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("soft key file");
        }
        ClusterPhoneFiles files =
                builder.softKeyFiles(Map.of("Standard User", "s".repeat(128))).build();
        files.publish(device(PhoneSecurity.NONSECURE, "English"));
        assertThat(texts(served(files))).containsEntry("sipProfile/softKeyFile", "s".repeat(128));
    }

    private static String stamp(PhoneConfiguration file) {
        return file.text("versionStamp").orElseThrow();
    }

    private static Directories live(AtomicReference<Directories> now) {
        Directories first = now.get();
        return new Directories(() -> now.get().cluster().settings(), first.users(), first.devices());
    }

    @Test
    void anOwnFileHasWhatThePhoneIsSetTo() {
        PhoneConfiguration own = served(files(common(IpAddressingMode.IPV4_ONLY).build()));

        assertThat(texts(own))
                .containsEntry("ipAddressMode", "1")
                .containsEntry("loadInformation", "sip88xx")
                .containsEntry("networkLocale", "United_Kingdom")
                .containsEntry("transportLayerProtocol", "3")
                .containsEntry("capfAuthMode", "0")
                .containsEntry("userId", "")
                .doesNotContainKeys("mlppDomainId", "preemption");
        assertThat(own.tvs()).hasSize(2);
        assertThat(own.phoneServices()).containsExactly(new PhoneServiceEntry("Directory", "http://h/d"));
        assertThat(own.check()).isEmpty();
        inOrder(own);
    }

    private static DevicePool pool(CallManagerGroup group) {
        return DevicePool.builder(
                        DevicePoolName.of("Roaming"),
                        group,
                        new DateTimeGroup("dtg", "D/M/Y", "Romance Standard/Daylight Time", "Europe/Oslo"))
                .networkLocale("United Kingdom")
                .build();
    }

    private static CommonDeviceConfiguration.Builder common(IpAddressingMode mode) {
        return CommonDeviceConfiguration.builder("common")
                .ipAddressingMode(mode)
                .addressingPreference(AddressingPreference.IPV6)
                .autoConfiguration(SettingStatus.OFF)
                .mlppDomain("00a1")
                .mlppIndication(SettingStatus.ON)
                .preemption(MlppPreemption.FORCEFUL);
    }

    private static ClusterPhoneFiles files(CommonDeviceConfiguration common) {
        return ClusterPhoneFiles.of(directories(common, POOL), CLOCK);
    }

    private static Directories directories(CommonDeviceConfiguration common, DevicePool pool) {
        ClusterSettings settings = ClusterSettings.builder(ClusterId.of("OSLO"), Release.parse("12.5"))
                .devicePools(List.of(pool))
                .phoneServices(List.of(EVERYWHERE, EM))
                .template(EmccTemplate.builder("t", POOL.name(), "sip", "common")
                        .commonDeviceConfiguration(common)
                        .build())
                .build();
        Phone phone = Phone.builder(PHONE, MODEL, DeviceProtocol.SIP, POOL.name())
                .security(PhoneSecurity.SECURE)
                .ipAddressingMode(IpAddressingMode.IPV6_ONLY)
                .lines(List.of(new Line(1, "7001", "Lobby")))
                .load("sip88xx")
                .build();
        return Directories.of(
                ClusterConfiguration.builder(settings).phones(List.of(phone)).build());
    }

    private static TemporaryDevice device(PhoneSecurity security, String locale) {
        DeviceProfile profile = DeviceProfile.builder(DeviceProfileName.of("UDP-ada"))
                .lines(List.of(new Line(1, "5001", "Ada")))
                .services(List.of(EM))
                .build();
        Srst srst = Srst.builder(SrstOption.USER_SPECIFIC)
                .sip(ServiceAddress.of("10.51.0.9"))
                .build();
        return TemporaryDevice.builder(
                        PHONE,
                        LOGIN,
                        BaseDeviceName.of(1),
                        UserId.of("ada"),
                        new Sourced<>(MODEL, Origin.VISITING_PHONE),
                        new Sourced<>(DeviceProtocol.SIP, Origin.VISITING_PHONE),
                        new Sourced<>(POOL, Origin.ROAMING_DEVICE_POOL),
                        new Sourced<>(profile, Origin.DEVICE_PROFILE),
                        new Sourced<>(srst, Origin.VISITING_PHONE),
                        new Sourced<>("sip", Origin.EMCC_TEMPLATE),
                        new Sourced<>("common", Origin.EMCC_TEMPLATE),
                        new Sourced<>(security, Origin.VISITING_PHONE),
                        new Sourced<>(CivicAddress.empty(), Origin.VISITING_PHONE))
                .userLocale(new Sourced<>(locale, Origin.DEVICE_PROFILE))
                .softkeyTemplate(new Sourced<>("Standard User", Origin.DEVICE_PROFILE))
                .build();
    }

    private static PhoneConfiguration served(ClusterPhoneFiles files) {
        return served(files, PHONE);
    }

    private static PhoneConfiguration served(ClusterPhoneFiles files, DeviceName phone) {
        ContentAnswer answer = files.find(new ContentRequest(
                ContentName.of(phone + ".cnf.xml"),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
                Transport.TFTP));
        assertThat(answer).isInstanceOf(ContentAnswer.Found.class);
        Content content = ((ContentAnswer.Found) answer).content();
        byte[] bytes = new byte[content.size()];
        content.bytes().get(bytes);
        return PhoneConfiguration.decodeOrThrow(bytes);
    }

    private static Map<String, String> texts(PhoneConfiguration file) {
        Map<String, String> texts = new HashMap<>();
        for (PhoneElement element : PhoneElement.all()) {
            if (!element.attribute()) {
                file.text(element.path().split("/", -1)).ifPresent(text -> texts.put(element.path(), text));
            }
        }
        return texts;
    }

    /** What is at the top stands in the order of the table, which is that of phone-config-files 3.2. */
    private static void inOrder(PhoneConfiguration file) {
        List<String> table = PhoneElement.all().stream().map(PhoneElement::path).toList();
        List<String> top;
        try {
            top = Xml.read(file.encode(), Xml.Limits.FILE, Xml.Doctype.REFUSED).elements().stream()
                    .map(XmlNode.Element::name)
                    .toList();
        } catch (XmlException e) {
            throw new AssertionError(e);
        }

        assertThat(top).contains("userId", "phoneServices"); // one that may be empty, and one with attributes
        assertThat(table).containsAll(top);
        assertThat(top).hasSizeGreaterThan(10).isSortedAccordingTo(Comparator.comparingInt(table::indexOf));
    }
}
