package org.emcc.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.Parameter;
import org.emcc.core.configuration.ServiceParameters;
import org.emcc.core.configuration.Setting;
import org.emcc.core.device.PhoneServiceUrl;
import org.emcc.core.geolocation.CivicAddress;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.Release;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.user.MaximumLoginTime;
import org.emcc.testing.Mutator;
import org.emcc.testing.Seeds;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What reads text throws nothing but {@link IllegalArgumentException}, and reads again what it has read and written. */
class TextParsersTest {
    private record Parser(String name, Function<String, Object> parse, List<String> good) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Parser> parsers() {
        return Stream.of(
                new Parser(
                        "Release",
                        Release::parse,
                        List.of("14", "15SU2a", "12.5(1)SU3", "10.5.2.11900-3", "12.5 SU3", "8.6.2.20000")),
                new Parser(
                        "ServiceAddress",
                        ServiceAddress::parse,
                        List.of("cucm-lon.example.com:8443", "10.1.0.10", "[2001:db8::1]:69", "fe80::1%eth0", "[::1]")),
                new Parser("DeviceName", DeviceName::of, List.of("SEP0011AABBCCDD", "sep0011aabbccdd", "a.b-c_d")),
                new Parser("LoginId", LoginId::parse, List.of("0190aabbccdd-0123456789abcdef")),
                new Parser(
                        "CivicAddress",
                        CivicAddress::parse,
                        List.of("COUNTRY=GB;A3=London", "A1=a\\;b\\\\c;PC=1=2;FLR=3", "NAM=Ä;LMK= x ")),
                new Parser(
                        "MaximumLoginTime",
                        MaximumLoginTime::parse,
                        List.of("system default", "no limit", "10:00", "168:00", "0:01")),
                new Parser(
                        "PhoneServiceUrl",
                        PhoneServiceUrl::parse,
                        List.of(
                                "http://n:8080/emapp/EMAppServlet?device=#DEVICENAME#&EMCC=#EMCC#",
                                "https://[::1]:8443/emapp/EMAppServlet?device=#DEVICENAME#&EMCC=#EMCC#&loginType=DN")));
    }

    @ParameterizedTest
    @MethodSource("parsers")
    void nothingButARefusalComesOfBrokenText(Parser parser) {
        long seed = Seeds.seed();
        int read = 0;
        for (int i = 0; i < Seeds.cases(100_000); i++) {
            String text = broken(parser.good(), seed, i);
            try {
                Object value = parser.parse().apply(text);
                read++;
                assertThat(parser.parse().apply(value.toString()))
                        .as("seed %d case %d: \"%s\"", seed, i, text)
                        .isEqualTo(value)
                        .hasSameHashCodeAs(value)
                        .hasToString(value.toString());
            } catch (IllegalArgumentException refusal) {
                assertThat(refusal.getMessage())
                        .as("seed %d case %d: \"%s\"", seed, i, text)
                        .isNotBlank()
                        .matches("\\P{Cntrl}*")
                        .hasSizeLessThan(400);
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + " case " + i + ": \"" + text + "\"", e);
            }
        }
        assertThat(read).as("texts that were still good").isPositive();
    }

    static Stream<Parameter<?>> parameters() {
        return Stream.concat(FeatureParameters.all().stream(), ServiceParameters.all().stream());
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void aParameterRefusesNothingAndKeepsEverything(Parameter<?> parameter) {
        long seed = Seeds.seed();
        for (int i = 0; i < Seeds.cases(20_000); i++) {
            assertReads(parameter, broken(goodTexts(parameter), seed, i), seed, i);
        }
    }

    private static <T> List<String> goodTexts(Parameter<T> parameter) {
        return Stream.concat(
                        parameter.byDefault().map(parameter::write).stream().filter(text -> !text.isEmpty()),
                        Stream.of("100 kbps (G.729)", "10.1.0.1;host;::1", "168:00", "True"))
                .toList();
    }

    private static <T> void assertReads(Parameter<T> parameter, String text, long seed, int number) {
        Setting<T> setting = parameter.read(text);
        if (setting instanceof Setting.Invalid<T> invalid) {
            assertThat(invalid.text()).as("seed %d case %d", seed, number).isEqualTo(text);
        } else if (setting instanceof Setting.Valid<T> valid) {
            assertThat(parameter.read(parameter.write(valid.setting())))
                    .as("seed %d case %d: \"%s\"", seed, number, text)
                    .isEqualTo(setting);
        } else {
            assertThat(setting)
                    .as("seed %d case %d: \"%s\"", seed, number, text)
                    .isEqualTo(Setting.absent());
        }
    }

    /** One text in four is as it was, the others have wounds. */
    private static String broken(List<String> good, long seed, int number) {
        RandomGenerator random = Seeds.random(seed, number);
        byte[] text = good.get(random.nextInt(good.size())).getBytes(UTF_8);
        return new String(random.nextInt(4) == 0 ? text : Mutator.mutate(text, random), UTF_8);
    }
}
