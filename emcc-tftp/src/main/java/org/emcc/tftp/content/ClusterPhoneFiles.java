package org.emcc.tftp.content;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.emcc.core.Problem;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.device.CommonDeviceConfiguration;
import org.emcc.core.device.DateTimeGroup;
import org.emcc.core.device.DevicePool;
import org.emcc.core.device.DeviceProtocol;
import org.emcc.core.device.EmccTemplate;
import org.emcc.core.device.IpAddressingMode;
import org.emcc.core.device.Line;
import org.emcc.core.device.Phone;
import org.emcc.core.device.PhoneService;
import org.emcc.core.device.SettingStatus;
import org.emcc.core.device.Srst;
import org.emcc.core.device.SrstOption;
import org.emcc.core.directory.Directories;
import org.emcc.core.gateway.PhoneFiles;
import org.emcc.core.gateway.PublishedFile;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.internal.Require;
import org.emcc.core.session.Redirect;
import org.emcc.core.session.TemporaryDevice;
import org.emcc.tftp.config.CallManagerNode;
import org.emcc.tftp.config.DateTimeSetting;
import org.emcc.tftp.config.ElementValue;
import org.emcc.tftp.config.PhoneConfiguration;
import org.emcc.tftp.config.PhoneElement;
import org.emcc.tftp.config.PhoneServiceEntry;
import org.emcc.tftp.config.RedirectFile;
import org.emcc.tftp.config.RedirectVocabulary;
import org.emcc.tftp.config.SipLine;
import org.emcc.tftp.config.SrstReference;
import org.emcc.tftp.config.VersionStamp;

/**
 * The phone files of one cluster, made from its directories and its logins: the {@link PhoneFiles} of core, and the
 * {@link ContentSource} of the servers that hand them out.
 *
 * <p>The same phone, login or redirect always gives the same bytes while the cluster's settings stay, so that a repeated call changes
 * nothing; with other settings it gives other bytes with another stamp, because a phone that sees the same stamp takes nothing as changed.
 * A file has what core's model knows: device pool with its groups, SRST and locale, call managers and trust verification servers,
 * addressing, MLPP, lines, services, security and the user's locale; what is not known is left to the phone.
 *
 * <p><em>Inferred</em> are: that a secure phone is an encrypted one (mode 3, TLS) and opens the secure URL of a service, that blanks in
 * the names of locales are underscores in their folders, and that trust verification is on every call manager of the group.
 *
 * <p>Source: phone-config-files 3.2 to 3.8, 4.4 (redirect) and 4.5 (home file); design 4.2.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class ClusterPhoneFiles implements PhoneFiles, ContentSource {
    private static final VersionStamp NO_STAMP = VersionStamp.of("-");
    private static final PhoneElement STAMP = PhoneElement.of("versionStamp");
    private static final PhoneElement ADDRESS_MODE = PhoneElement.of("ipAddressMode");
    private static final PhoneElement ALLOW_AUTO_CONFIG = PhoneElement.of("allowAutoConfig");
    private static final PhoneElement PREFERENCE = PhoneElement.of("ipPreferenceModeControl");
    private static final PhoneElement MLPP_DOMAIN = PhoneElement.of("mlppDomainId");
    private static final PhoneElement MLPP_INDICATION = PhoneElement.of("mlppIndicationStatus");
    private static final PhoneElement PREEMPTION = PhoneElement.of("preemption");
    private static final PhoneElement GROUP_NAME = PhoneElement.of("devicePool/callManagerGroup/name");
    private static final PhoneElement USER_LOCALE = PhoneElement.of("userLocale/name");
    private static final PhoneElement NETWORK_LOCALE = PhoneElement.of("networkLocale");
    private static final PhoneElement NETWORK_LOCALE_NAME = PhoneElement.of("networkLocaleInfo/name");
    private static final int TLS = 3;

    private final Directories directories;
    private final Clock clock;
    private final Instant begun;
    private final RedirectVocabulary vocabulary;
    private final int transport;
    private final int securedSipPort;
    private final Map<String, String> softKeyFiles;
    private final PhoneFileStore store;

    private ClusterPhoneFiles(Builder builder) {
        this.directories = builder.directories;
        this.clock = builder.clock;
        this.vocabulary = builder.vocabulary;
        this.transport = builder.transport;
        this.securedSipPort = builder.securedSipPort;
        this.softKeyFiles = builder.softKeyFiles;
        this.begun = clock.instant();
        this.store = PhoneFileStore.builder()
                .ownFiles(this::ownFile)
                .clock(clock)
                .vocabulary(vocabulary)
                .build();
    }

    /**
     * The files of a cluster, as {@link #builder} makes them by default.
     *
     * @param directories its phones and settings
     * @param clock ends the grace time of home files
     * @return new files, with nothing published
     */
    public static ClusterPhoneFiles of(Directories directories, Clock clock) {
        return builder(directories, clock).build();
    }

    /**
     * Begins the files of a cluster.
     *
     * @param directories its phones and settings
     * @param clock ends the grace time of home files
     * @return a new builder
     */
    public static Builder builder(Directories directories, Clock clock) {
        return new Builder(directories, clock);
    }

    @Override
    public ContentAnswer find(ContentRequest request) {
        return store.find(request);
    }

    @Override
    public PublishedFile publish(TemporaryDevice device) {
        PhoneConfiguration file = homeFile(device);
        return published(device.name(), store.publish(device.name(), device.login(), file));
    }

    @Override
    public void withdraw(LoginId login, DeviceName device, Duration grace) {
        store.withdraw(device, login.value(), clock.instant().plus(grace));
    }

    @Override
    public PublishedFile redirect(LoginId login, Redirect redirect) {
        RedirectFile.Builder file =
                RedirectFile.builder().homeTftp(redirect.homeTftpServers()).visitingLogout(redirect.logoutUri());
        // 4.4, inferred: this cluster's list, as in the phone's own file, is in use until the home file has been
        // applied.
        directories
                .devices()
                .phone(redirect.device())
                .flatMap(phone -> directories.cluster().settings().devicePool(phone.devicePool()))
                .ifPresent(pool -> pool.callManagerGroup().members().forEach(member -> file.tvs(tvs(member))));
        byte[] unstamped = file.build().toConfiguration(vocabulary).encode();
        file.versionStamp(stamp(login.issuedAt(), unstamped));
        return published(redirect.device(), store.redirect(redirect.device(), login, file.build()));
    }

    @Override
    public void restore(LoginId login, DeviceName device) {
        store.restore(device, login.value());
    }

    private static PublishedFile published(DeviceName device, int size) {
        return new PublishedFile(device + ".cnf.xml", size);
    }

    /**
     * File B of phone-config-files 4.5: no load, no CAPF; SRST of the visiting site; lines, services, soft keys and locale of the
     * profile; what the common device configuration of the EMCC template says.
     */
    private PhoneConfiguration homeFile(TemporaryDevice device) {
        ClusterSettings settings = directories.cluster().settings();
        PhoneSecurity security = device.security().value();
        PhoneConfiguration.Builder file = PhoneConfiguration.homeFile(NO_STAMP);
        pool(file, device.devicePool().value());
        file.deviceProtocol(device.protocol().value().name())
                .srst(srst(device.srst().value()))
                .userId(device.user());
        signalling(file, security);
        settings.template().flatMap(EmccTemplate::commonDeviceConfiguration).ifPresent(common -> common(file, common));
        device.userLocale().ifPresent(locale -> locale(file, USER_LOCALE, locale.value()));
        device.softkeyTemplate()
                .flatMap(template -> Optional.ofNullable(softKeyFiles.get(template.value())))
                .ifPresent(file::softKeyFile);
        lines(file, device.profile().value().lines());
        services(file, device.profile().value().services(), settings, security);
        return stamped(file, device.login().issuedAt());
    }

    private void signalling(PhoneConfiguration.Builder file, PhoneSecurity security) {
        file.deviceSecurityMode(securityMode(security))
                .transportLayerProtocol(security == PhoneSecurity.SECURE ? TLS : transport); // 3.3: mode 3 needs TLS
    }

    /** Not the addressing mode of IPv6 alone, which EMCC does not support (phone-config-files 4.5). */
    private static void common(PhoneConfiguration.Builder file, CommonDeviceConfiguration common) {
        if (common.ipAddressingMode().supportsEmcc()) {
            addressing(file, common.ipAddressingMode());
        }
        int preferred = switch (common.addressingPreference()) {
            case IPV4 -> 0;
            case IPV6 -> 1;
            case USE_SYSTEM_DEFAULT -> 2;
        };
        file.element(PREFERENCE, ElementValue.number(preferred));
        if (common.autoConfiguration() != SettingStatus.DEFAULT) {
            file.element(ALLOW_AUTO_CONFIG, ElementValue.flag(common.autoConfiguration() == SettingStatus.ON));
        }
        common.mlppDomain().ifPresent(domain -> fitting(file, MLPP_DOMAIN, domain));
        file.element(MLPP_INDICATION, ElementValue.text(common.mlppIndication().label()));
        file.element(PREEMPTION, ElementValue.text(common.preemption().label()));
    }

    private static void addressing(PhoneConfiguration.Builder file, IpAddressingMode mode) {
        int number = switch (mode) {
            case IPV4_ONLY -> 0;
            case IPV6_ONLY -> 1;
            case IPV4_AND_IPV6 -> 2;
        };
        file.element(ADDRESS_MODE, ElementValue.number(number));
    }

    /** The directories of locales have underscores where their names have blanks (phone-config-files 3.3; inferred). */
    private static void locale(PhoneConfiguration.Builder file, PhoneElement element, String locale) {
        fitting(file, element, locale.replace(' ', '_'));
    }

    /** What no phone takes is left out: a login does not fail because of a setting's form. */
    private static void fitting(PhoneConfiguration.Builder file, PhoneElement element, String text) {
        if (element.read(text).kind() == ElementValue.Kind.TEXT) {
            file.element(element, ElementValue.text(text));
        }
    }

    private Optional<PhoneConfiguration> ownFile(DeviceName name) {
        Optional<Phone> phone = directories.devices().phone(name);
        Optional<DevicePool> pool =
                phone.flatMap(found -> directories.cluster().settings().devicePool(found.devicePool()));
        return phone.isPresent() && pool.isPresent() ? Optional.of(ownFile(phone.get(), pool.get())) : Optional.empty();
    }

    private PhoneConfiguration ownFile(Phone phone, DevicePool pool) {
        PhoneConfiguration.Builder file = PhoneConfiguration.ownFile(NO_STAMP);
        pool(file, pool);
        file.deviceProtocol(phone.protocol().name()).srst(srst(pool.srst()));
        addressing(file, phone.ipAddressingMode());
        signalling(file, phone.security());
        phone.load().ifPresent(file::loadInformation);
        if (phone.protocol() == DeviceProtocol.SIP) {
            lines(file, phone.lines());
        }
        services(file, phone.services(), directories.cluster().settings(), phone.security());
        return stamped(file, begun);
    }

    private void pool(PhoneConfiguration.Builder file, DevicePool pool) {
        DateTimeGroup time = pool.dateTimeGroup();
        file.devicePool(pool.name().value())
                .dateTimeSetting(
                        new DateTimeSetting(time.name(), time.dateTemplate(), time.timeZone(), time.olsonTimeZone()));
        file.element(GROUP_NAME, ElementValue.text(pool.callManagerGroup().name()));
        for (ServiceAddress member : pool.callManagerGroup().members()) {
            file.callManager(CallManagerNode.of(member).withSecuredSipPort(securedSipPort))
                    .tvs(tvs(member));
        }
        pool.networkLocale().ifPresent(locale -> {
            locale(file, NETWORK_LOCALE, locale);
            locale(file, NETWORK_LOCALE_NAME, locale);
        });
    }

    /** In the product the list is the nodes of the phone's group (phone-config-files 3.3). */
    private static ServiceAddress tvs(ServiceAddress callManager) {
        return ServiceAddress.of(callManager.host());
    }

    private static SrstReference srst(Srst srst) {
        if (srst.option() == SrstOption.DISABLE) {
            return SrstReference.disabled();
        }
        boolean gateway = srst.option() == SrstOption.USE_DEFAULT_GATEWAY;
        return new SrstReference(
                "Enable",
                gateway ? "Use Default Gateway" : "User Specific",
                list(srst.sccp()),
                list(srst.sip()),
                false);
    }

    private static List<ServiceAddress> list(Optional<ServiceAddress> address) {
        return address.map(List::of).orElse(List.of());
    }

    private static void lines(PhoneConfiguration.Builder file, List<Line> lines) {
        for (Line line : lines) {
            file.line(SipLine.builder(line.index(), line.number())
                    .lineIndex(line.index())
                    .label(shown(line.label()))
                    .displayName(shown(line.label()))
                    .contact(line.number())
                    .build());
        }
    }

    /** As much of a label as a phone takes (phone-config-files 3.5). */
    private static String shown(String label) {
        if (label.length() <= SipLine.LONGEST) {
            return label;
        }
        boolean half = Character.isHighSurrogate(label.charAt(SipLine.LONGEST - 1));
        return label.substring(0, SipLine.LONGEST - (half ? 1 : 0));
    }

    /** Those of the profile or the phone, and those to which all are subscribed. A secure phone gets the secure URL (inferred). */
    private static void services(
            PhoneConfiguration.Builder file,
            List<PhoneService> services,
            ClusterSettings settings,
            PhoneSecurity security) {
        Set<String> names = services.stream().map(PhoneService::name).collect(Collectors.toSet());
        Stream.concat(
                        services.stream(),
                        settings.phoneServices().stream()
                                .filter(PhoneService::enterpriseSubscription)
                                .filter(service -> !names.contains(service.name())))
                .forEach(service -> file.phoneService(new PhoneServiceEntry(
                        service.name(),
                        service.secureUrl()
                                .filter(url -> security == PhoneSecurity.SECURE)
                                .orElse(service.url()))));
    }

    /** 1 nonsecure, 3 encrypted (phone-config-files 3.3); that a secure phone is an encrypted one is inferred. */
    private static int securityMode(PhoneSecurity security) {
        return security == PhoneSecurity.SECURE ? 3 : 1;
    }

    /** The stamp says when and, because settings change while a login lasts, what (phone-config-files 2.4 and 3.1). */
    private static PhoneConfiguration stamped(PhoneConfiguration.Builder file, Instant when) {
        PhoneConfiguration unstamped = file.build();
        return unstamped.with(
                STAMP, ElementValue.text(stamp(when, unstamped.encode()).value()));
    }

    private static VersionStamp stamp(Instant when, byte[] content) {
        return VersionStamp.of(when, UUID.nameUUIDFromBytes(content));
    }

    /**
     * Collects what the files of a cluster need.
     *
     * @threadsafety not thread-safe
     * @since 0.1.0
     */
    public static final class Builder {
        private static final int LONGEST_NAME = 128;

        private final Directories directories;
        private final Clock clock;
        private RedirectVocabulary vocabulary = RedirectVocabulary.standard();
        private int transport = 4;
        private int securedSipPort = CallManagerNode.DEFAULT_SECURED_SIP_PORT;
        private Map<String, String> softKeyFiles = Map.of();

        private Builder(Directories directories, Clock clock) {
            this.directories = Objects.requireNonNull(directories, "directories");
            this.clock = Objects.requireNonNull(clock, "clock");
        }

        /**
         * The words of redirects; the standard ones by default.
         *
         * @param names the names of the redirect's elements; those of real phones are not public (phone-config-files 4.4)
         * @return this builder
         */
        public Builder vocabulary(RedirectVocabulary names) {
            this.vocabulary = Objects.requireNonNull(names, "names");
            return this;
        }

        /**
         * The transport of signalling of phones that are not secure; 4 by default.
         *
         * @param transportLayerProtocol 1 TCP, 2 UDP, 3 TLS, 4 TCP as the product writes it
         * @return this builder
         * @throws IllegalArgumentException when the number is out of range
         */
        public Builder transport(int transportLayerProtocol) {
            this.transport = Require.range(transportLayerProtocol, "transportLayerProtocol", 1, 4);
            return this;
        }

        /**
         * The port at which all call managers listen for SIP over TLS; 5061 by default. Core knows that of SIP without TLS only.
         *
         * @param port 1 to 65535
         * @return this builder
         * @throws IllegalArgumentException when the number is out of range
         */
        public Builder securedSipPort(int port) {
            this.securedSipPort = Require.range(port, "securedSipPort", 1, 65_535);
            return this;
        }

        /**
         * The soft key files; none by default. Core knows the templates by their names only; a file of the same content must be where
         * phones ask for it (phone-config-files 5.5).
         *
         * @param byTemplate the name of the file, such as {@code SK<uuid>.xml}, by the name of the soft key template; a template without
         *     one leaves the soft keys to the phone
         * @return this builder
         * @throws IllegalArgumentException when a name has more than 128 characters or is no {@link ContentName}
         */
        public Builder softKeyFiles(Map<String, String> byTemplate) {
            Map<String, String> copy = Map.copyOf(Objects.requireNonNull(byTemplate, "byTemplate"));
            copy.forEach((template, file) -> {
                Require.text(file, "soft key file", LONGEST_NAME);
                List<Problem> problems = ContentName.decode(file).problems();
                if (!problems.isEmpty()) {
                    throw new IllegalArgumentException("soft key file of the template \"" + Require.clip(template)
                            + "\" must have a name that can be asked for: "
                            + problems.get(0).message());
                }
            });
            this.softKeyFiles = copy;
            return this;
        }

        /**
         * Makes the files.
         *
         * @return new files, with nothing published
         */
        public ClusterPhoneFiles build() {
            return new ClusterPhoneFiles(this);
        }
    }
}
