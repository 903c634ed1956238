package org.emcc.core.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.emcc.core.id.ServiceAddress;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parameters of emcc-behaviour 5.1 and 5.2 by name: default, rule, and what becomes of a text. */
class ParameterTextsTest {
    private static final List<Parameter<?>> ALL = Stream.concat(
                    FeatureParameters.all().stream(), ServiceParameters.all().stream())
            .toList();

    private static Parameter<?> named(String name) {
        return ALL.stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static <T> String byDefault(Parameter<T> parameter) {
        return parameter.byDefault().map(parameter::write).orElse("none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Default TFTP Server for EMCC Login Device|none|be a host name or an address",
                "Backup TFTP Server for EMCC Login Device|none|be a host name or an address",
                "Default Interval for Expired EMCC Device Maintenance|1440|be from 10 to 1440 minutes",
                "Enable All Remote Cluster Services When Adding A New Remote Cluster|False|be True or False",
                "CSS for PSTN Access SIP Trunk|Use trunk CSS|\"be one of Use trunk CSS, Use phone's original device CSS\"",
                "EMCC Geolocation Filter|none|have 1 to 50 characters, without control characters",
                "EMCC Region Max Audio Bit Rate|8|be from 1 to 8128 kbps",
                "EMCC Region Max Video Call Bit Rate (Includes Audio)|384|be from 0 to 8128 kbps",
                "EMCC Region Link Loss Type|Low Loss|be one of Low Loss, Lossy",
                "RSVP SIP Trunk KeepAlive Timer|15|be from 1 to 600 seconds",
                "Default Server For Remote Cluster Update|none|be a host name or an address",
                "Backup Server for Remote Cluster Update|none|be a host name or an address",
                "Remote Cluster Update Interval|30|be from 15 to 10080 minutes",
                "Enforce Intra-cluster Maximum Login Time|False|be True or False",
                "Intra-cluster Maximum Login Time|8:00|be HHH:MM from 0:00 to 168:00",
                "Inter-cluster Maximum Login Time|10:00|be HHH:MM from 0:01 to 168:00",
                "Maximum Concurrent Requests|5|be from 1 to 100",
                "Multiple Login Behavior|Multiple Logins Not Allowed|be one of Multiple Logins Allowed, Multiple Logins Not Allowed, Auto Logout",
                "Alphanumeric User ID|True|be True or False",
                "Remember the Last User Logged In|False|be True or False",
                "Clear Call Logs on Intra-Cluster EM|False|be True or False",
                "Validate IP Address|False|be True or False",
                "Trusted List of IPs|''|be host names and addresses without ranges, patterns and ports, parted by semicolons, of at most 1024 characters",
                "Allow Proxy|True|be True or False",
                "EMCC Allow Proxy|False|be True or False",
                "Extension Mobility Cache Size|10000|be from 1000 to 20000"
            })
    void aParameterHasItsNameDefaultAndRule(String name, String byDefault, String rule) {
        assertThat(byDefault(named(name))).isEqualTo(byDefault);
        assertThat(named(name).rule()).isEqualTo(rule.replace("\"", ""));
        assertThat(named(name)).hasToString(name);
    }

    @Test
    void thereAreThirteenOfEach() {
        assertThat(FeatureParameters.all()).hasSize(13);
        assertThat(ServiceParameters.all()).hasSize(13);
        assertThat(ALL).extracting(Parameter::name).doesNotHaveDuplicates();
    }

    /** Each row: a parameter, a text at the edge that is valid, what it is written as. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Default TFTP Server for EMCC Login Device| 10.1.0.10 |10.1.0.10",
                "Default Interval for Expired EMCC Device Maintenance|10|10",
                "Default Interval for Expired EMCC Device Maintenance|1440 minutes|1440",
                "Enable All Remote Cluster Services When Adding A New Remote Cluster|true|True",
                "Enable All Remote Cluster Services When Adding A New Remote Cluster|F|False",
                "CSS for PSTN Access SIP Trunk|use Phone's original device CSS|Use phone's original device CSS",
                "EMCC Region Max Audio Bit Rate|8 kbps (G.729)|8",
                "EMCC Region Max Audio Bit Rate|1|1",
                "EMCC Region Max Video Call Bit Rate (Includes Audio)|0|0",
                "EMCC Region Max Video Call Bit Rate (Includes Audio)|8128 kbps|8128",
                "EMCC Region Link Loss Type|lossy|Lossy",
                "EMCC Region Link Loss Type|Factory Default low loss|Low Loss",
                "RSVP SIP Trunk KeepAlive Timer|1|1",
                "RSVP SIP Trunk KeepAlive Timer|600|600",
                "Remote Cluster Update Interval|15|15",
                "Remote Cluster Update Interval|010080|10080",
                "Intra-cluster Maximum Login Time|0:00|0:00",
                "Intra-cluster Maximum Login Time|168:00|168:00",
                "Inter-cluster Maximum Login Time|0:01|0:01",
                "Inter-cluster Maximum Login Time|008:30|8:30",
                "Maximum Concurrent Requests|1|1",
                "Maximum Concurrent Requests|100|100",
                "Multiple Login Behavior|Auto Logout|Auto Logout",
                "Trusted List of IPs|10.1.0.1; proxy.example.com;;::1|10.1.0.1;proxy.example.com;::1",
                "Extension Mobility Cache Size|1000|1000",
                "Extension Mobility Cache Size|20000|20000"
            })
    void aTextThatKeepsTheRuleIsValid(String name, String text, String written) {
        assertValid(named(name), text, written);
    }

    private static <T> void assertValid(Parameter<T> parameter, String text, String written) {
        Setting<T> setting = parameter.read(text);

        assertThat(setting.value().map(parameter::write)).contains(written);
        assertThat(parameter.read(written)).isEqualTo(setting);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Default TFTP Server for EMCC Login Device|a b",
                "Default Interval for Expired EMCC Device Maintenance|9",
                "Default Interval for Expired EMCC Device Maintenance|1441",
                "Default Interval for Expired EMCC Device Maintenance|60 seconds",
                "Default Interval for Expired EMCC Device Maintenance|99999999999",
                "Default Interval for Expired EMCC Device Maintenance|-10",
                "Default Interval for Expired EMCC Device Maintenance|1e2",
                "Enable All Remote Cluster Services When Adding A New Remote Cluster|yes",
                "CSS for PSTN Access SIP Trunk|trunk",
                "EMCC Region Max Audio Bit Rate|0",
                "EMCC Region Max Audio Bit Rate|G.729",
                "EMCC Region Max Video Call Bit Rate (Includes Audio)|8129",
                "EMCC Region Max Video Call Bit Rate (Includes Audio)|-1",
                "EMCC Region Link Loss Type|my list",
                "RSVP SIP Trunk KeepAlive Timer|0",
                "RSVP SIP Trunk KeepAlive Timer|601",
                "Remote Cluster Update Interval|14",
                "Remote Cluster Update Interval|10081",
                "Intra-cluster Maximum Login Time|168:01",
                "Intra-cluster Maximum Login Time|8:60",
                "Inter-cluster Maximum Login Time|0:00",
                "Inter-cluster Maximum Login Time|8",
                "Maximum Concurrent Requests|0",
                "Maximum Concurrent Requests|101",
                "Multiple Login Behavior|Auto",
                "Trusted List of IPs|10.1.0.1-10.1.0.9",
                "Trusted List of IPs|10.1.0.*",
                "Trusted List of IPs|;",
                "Trusted List of IPs| ; ;",
                "Trusted List of IPs|10.1.0.0/24",
                "Trusted List of IPs|10.1.0.1:80",
                "Trusted List of IPs|10.1.0.1,10.1.0.2",
                "Extension Mobility Cache Size|999",
                "Extension Mobility Cache Size|20001"
            })
    void aTextThatBreaksTheRuleIsKeptWithTheRule(String name, String text) {
        Parameter<?> parameter = named(name);

        assertThat((Object) parameter.read(text))
                .isEqualTo(new Setting.Invalid<>(text, name + " must " + parameter.rule()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void nothingIsAbsent(String text) {
        assertThat(ALL)
                .allSatisfy(
                        parameter -> assertThat((Object) parameter.read(text)).isEqualTo(Setting.absent()));
    }

    @Test
    void aTrustedListHasAtMost1024Characters() {
        String longest = Stream.generate(() -> "h".repeat(204)).limit(5).collect(Collectors.joining(";"));
        Parameter<List<ServiceAddress>> trusted = ServiceParameters.TRUSTED_IPS;

        assertThat(longest).hasSize(1024);
        assertThat(trusted.read(longest).value().orElseThrow()).hasSize(5);
        assertThat(trusted.read(longest + "h")).isInstanceOf(Setting.Invalid.class);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ServiceParameters.builder().trustedIps(List.of(ServiceAddress.of("10.0.0.1-10.0.0.2"))))
                .withMessage(
                        "Trusted List of IPs must be host names and addresses without ranges, patterns and ports, parted"
                                + " by semicolons, of at most 1024 characters, but is 10.0.0.1-10.0.0.2");
    }

    @Nested
    class WhenARealClusterIsRead {
        @Test
        void everyCaseOfASettingOccurs() {
            FeatureParameters found = FeatureParameters.read(Map.of(
                    "remote cluster update INTERVAL", "60",
                    "EMCC Geolocation Filter", " ",
                    "RSVP SIP Trunk KeepAlive Timer", "0",
                    "Something New", "on"));

            assertThat(found.remoteClusterUpdateMinutes()).isEqualTo(Setting.of(60));
            assertThat(found.geolocationFilter()).isEqualTo(Setting.absent());
            assertThat(found.rsvpKeepAliveSeconds())
                    .isEqualTo(
                            new Setting.Invalid<>("0", "RSVP SIP Trunk KeepAlive Timer must be from 1 to 600 seconds"));
            assertThat(found.defaultTftpServer()).isEqualTo(new Setting.Unknown<>());
            assertThat(found.others()).containsExactly(Map.entry("Something New", "on"));
            assertThat(found.toBuilder().build()).isEqualTo(found).hasSameHashCodeAs(found);
        }

        @Test
        void theProductGoesByTheValidValueElseTheDefault() {
            FeatureParameters found = FeatureParameters.read(Map.of(
                    "Remote Cluster Update Interval", "60",
                    "RSVP SIP Trunk KeepAlive Timer", "0",
                    "EMCC Region Max Audio Bit Rate", ""));

            assertThat(found.valueOrDefault(FeatureParameters.REMOTE_CLUSTER_UPDATE))
                    .contains(60);
            assertThat(found.valueOrDefault(FeatureParameters.RSVP_KEEP_ALIVE)).contains(15);
            assertThat(found.valueOrDefault(FeatureParameters.REGION_MAX_AUDIO_BIT_RATE))
                    .contains(8);
            assertThat(found.valueOrDefault(FeatureParameters.EXPIRED_DEVICE_MAINTENANCE))
                    .contains(1440);
            assertThat(found.valueOrDefault(FeatureParameters.DEFAULT_TFTP_SERVER))
                    .isEmpty();
        }

        @Test
        void aCodecListStandsForALossTypeOrForItself() {
            String list = "EMCC Region Audio Codec Preference List";

            assertThat(FeatureParameters.read(Map.of(list, "Factory Default lossy"))
                            .regionLinkLossType())
                    .isEqualTo(Setting.of(LinkLossType.LOSSY));
            FeatureParameters own =
                    FeatureParameters.builder().read(list, "ours").build();
            assertThat(own.regionLinkLossType()).isEqualTo(new Setting.Unknown<>());
            assertThat(own.others()).containsExactly(Map.entry(list, "ours"));
        }

        @Test
        void bothNamesOfTheMultipleLoginBehaviorAreKnown() {
            assertThat(ServiceParameters.read(
                                    Map.of("Intra-cluster Multiple Login Behavior", "Multiple Logins Allowed"))
                            .multipleLoginBehavior())
                    .isEqualTo(MultipleLoginBehavior.MULTIPLE_LOGINS_ALLOWED);
            assertThat(ServiceParameters.read(Map.of("Multiple Login Behavior", "Auto Logout"))
                            .multipleLoginBehavior())
                    .isEqualTo(MultipleLoginBehavior.AUTO_LOGOUT);
        }

        @Test
        void serviceParametersGiveWhatTheProductGoesBy() {
            ServiceParameters found = ServiceParameters.read(Map.of(
                    "Inter-cluster Maximum Login Time", "2:30",
                    "Maximum Concurrent Requests", "0",
                    "Trusted List of IPs", "10.0.0.1"));

            assertThat(found.interclusterMaximumLoginTime()).hasMinutes(150);
            assertThat(found.maximumConcurrentRequests()).isEqualTo(5);
            assertThat(found.setting(ServiceParameters.MAXIMUM_CONCURRENT_REQUESTS))
                    .isInstanceOf(Setting.Invalid.class);
            assertThat(found.trustedIps()).containsExactly(ServiceAddress.of("10.0.0.1"));
            assertThat(found.setting(ServiceParameters.CACHE_SIZE)).isEqualTo(new Setting.Unknown<>());
            assertThat(found.cacheSize()).isEqualTo(10_000);
        }
    }

    @Test
    void everyServiceParameterCanBeSet() {
        ServiceParameters all = ServiceParameters.builder()
                .enforceIntraclusterMaximumLoginTime(true)
                .intraclusterMaximumLoginTime(Duration.ofHours(1))
                .interclusterMaximumLoginTime(Duration.ofHours(2))
                .maximumConcurrentRequests(7)
                .multipleLoginBehavior(MultipleLoginBehavior.AUTO_LOGOUT)
                .alphanumericUserId(false)
                .rememberLastUser(true)
                .clearCallLogs(true)
                .validateIpAddress(true)
                .trustedIps(List.of(ServiceAddress.of("h")))
                .allowProxy(false)
                .emccAllowProxy(true)
                .cacheSize(1000)
                .build();

        assertThat(ServiceParameters.all())
                .allMatch(parameter -> all.setting(parameter) instanceof Setting.Valid)
                .allMatch(parameter -> !all.valueOrDefault(parameter).equals(parameter.byDefault()));
        assertThat(List.of(
                        all.enforceIntraclusterMaximumLoginTime(),
                        all.rememberLastUser(),
                        all.clearCallLogs(),
                        all.validateIpAddress(),
                        all.emccAllowProxy(),
                        !all.alphanumericUserId(),
                        !all.allowProxy()))
                .containsOnly(true);
        assertThat(all.intraclusterMaximumLoginTime()).hasHours(1);
        assertThat(all.toBuilder().build()).isEqualTo(all).hasSameHashCodeAs(all);
        assertThat(all.toBuilder()
                        .set(ServiceParameters.CACHE_SIZE, Setting.absent())
                        .build())
                .isNotEqualTo(all);
    }

    @Test
    void aParameterOfTheOtherPageIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeatureParameters.builder().build().setting(ServiceParameters.CACHE_SIZE))
                .withMessage(
                        "parameter must be one of EMCC feature parameters, but is \"Extension Mobility Cache Size\"");
    }
}
