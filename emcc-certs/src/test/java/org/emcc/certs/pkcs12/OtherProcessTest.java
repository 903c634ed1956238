package org.emcc.certs.pkcs12;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.bundle.KeyKind;
import org.emcc.certs.bundle.NodeIdentity;
import org.emcc.core.Decoded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What can be seen only in a fresh virtual machine: that no provider of Bouncy Castle is loaded, that every JDK beside this one
 * writes the same octets and sees the same entries, and what it costs to refuse a hostile file.
 */
class OtherProcessTest {
    private static final FilePassword PASSWORD = FilePassword.of("changeit".toCharArray());

    /** For what each hostile file is refused; "many" and "deep" get as far as the walk over their elements. */
    private static final Map<String, String> RULES = Map.of(
            "deep.hostile", "at most 32 deep",
            "long.hostile", "is cut off",
            "longer.hostile", "more than 2 GiB",
            "counted.hostile", "iteration count",
            "many.hostile", "at most 1000000 ASN.1 elements");

    @TempDir
    Path folder;

    @Test
    void isTheSameInEveryJdkAndLoadsNoProvider() throws Exception {
        List<CertificateBag> bags = Stream.of("ucm1", "ucm2", "ucm3")
                .map(name -> CertificateBag.of(
                        NodeIdentity.selfSigned(name + ".example", CertificateType.TOMCAT)
                                .key(KeyKind.EC_P256)
                                .generate()
                                .certificate()
                                .certificate(),
                        name + "_tomcat"))
                .toList();
        for (Pkcs12Profile profile : Pkcs12Profile.values()) {
            Files.write(
                    folder.resolve(profile + ".p12"), CertificateFile.of(bags).encode(profile, PASSWORD));
        }
        hostileFiles();

        List<String> hashes = new ArrayList<>();
        for (Path home : Tools.jdks()) {
            List<String> said = probe(home);
            assertThat(said.stream().filter(line -> line.startsWith("hash")).toList())
                    .as("%s writes the same", home)
                    .satisfies(lines -> {
                        if (hashes.isEmpty()) {
                            hashes.addAll(lines);
                        }
                        assertThat(lines).isEqualTo(hashes).hasSize(2 * (Pkcs12Profile.values().length + 2));
                        assertThat(lines.subList(0, lines.size() / 2))
                                .isEqualTo(lines.subList(lines.size() / 2, lines.size()));
                    });
            assertThat(said).contains("providers same");
            for (Pkcs12Profile profile : Pkcs12Profile.values()) {
                assertThat(said).contains("read " + profile + ".p12 3");
                String seen = "KeyStore " + profile + ".p12 ucm1_tomcat,ucm2_tomcat,ucm3_tomcat";
                if (profile == Pkcs12Profile.PBMAC1) {
                    assertThat(said)
                            .as("Java reads PBMAC1 from 26 on")
                            .containsAnyOf(seen, "KeyStore PBMAC1.p12 fails");
                } else {
                    assertThat(said).contains(seen);
                }
            }
            beyondAscii(said);
            refusals(said);
        }
    }

    /** What {@link Pkcs12Profile} says of passwords that are not ASCII; of a Java between the two and after them less is known. */
    private static void beyondAscii(List<String> said) {
        for (Pkcs12Profile profile : Pkcs12Profile.values()) {
            String seen = "beyond ASCII " + profile;
            if (profile == Pkcs12Profile.PLAIN) {
                assertThat(said).contains(seen + " opens");
            } else if (said.contains("java 17")) {
                assertThat(said).contains(seen + " fails");
            } else if (said.contains("java 25")) {
                boolean opens = profile != Pkcs12Profile.LEGACY && profile != Pkcs12Profile.PBMAC1;
                assertThat(said).contains(seen + (opens ? " opens" : " fails"));
            }
        }
        assertThat(said).anyMatch(line -> line.startsWith("java "));
    }

    /** Refused before any work, for at most four times the input, beside what any call takes. */
    private static void refusals(List<String> said) {
        List<String[]> hostile = said.stream()
                .filter(line -> line.startsWith("hostile "))
                .map(line -> line.split(" ", 7))
                .toList();
        assertThat(hostile).hasSize(5).allSatisfy(line -> {
            assertThat(line[2]).as(line[1]).isEqualTo("refused");
            assertThat(line[6]).as(line[1]).contains(Objects.requireNonNull(RULES.get(line[1])));
            assertThat(line[3]).as("work for " + line[1]).isEqualTo("0");
            assertThat(Long.parseLong(line[5]))
                    .as("allocated for " + line[1])
                    .isLessThanOrEqualTo(4 * Long.parseLong(line[4]) + 64 * 1024);
        });
    }

    private void hostileFiles() throws Exception {
        byte[] large = Arrays.copyOf(new byte[] {0x30, (byte) 0x80, 2, 1, 3}, 200_001);
        for (int i = 5; i < large.length; i += 2) {
            large[i] = 0x30;
            large[i + 1] = (byte) 0x80;
        }
        hostile("deep", large);
        hostile("long", new byte[] {0x30, (byte) 0x84, 0x7f, -1, -1, -1, 2, 1, 3});
        hostile("longer", new byte[] {0x30, (byte) 0x88, 0, 0, 1, 0, 0, 0, 0, 0, 2, 1, 3});
        // The count stands at the end of a file: three octets of 77,777 become those of 8,388,607.
        byte[] counted = new Pkcs12Writer(Pkcs12Profile.PLAIN_MAC, 77_777, PASSWORD).write(List.of());
        Arrays.fill(counted, counted.length - 3, counted.length, (byte) 0xff);
        counted[counted.length - 3] = 0x7f;
        hostile("counted", counted);
        byte[] many = Arrays.copyOf(new byte[] {2, 1, 3}, 2_000_003);
        for (int i = 3; i + 1 < many.length; i += 2) {
            many[i] = 5;
        }
        hostile("many", sequence(many));
    }

    private static byte[] sequence(byte[] content) {
        byte[] out = new byte[content.length + 5];
        out[0] = 0x30;
        out[1] = (byte) 0x83;
        out[2] = (byte) (content.length >> 16);
        out[3] = (byte) (content.length >> 8);
        out[4] = (byte) content.length;
        System.arraycopy(content, 0, out, 5, content.length);
        return out;
    }

    private void hostile(String name, byte[] octets) throws Exception {
        Files.write(folder.resolve(name + ".hostile"), octets);
    }

    private List<String> probe(Path home) throws Exception {
        Path loaded = folder.resolve("loaded");
        List<String> command = List.of(
                home.resolve("bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xlog:class+load:file=" + loaded,
                "-classpath",
                classPath(),
                Probe.class.getName(),
                folder.toString());
        String said = Tools.run(folder, command);
        List<String> classes = Files.readAllLines(loaded);
        assertThat(classes).anySatisfy(line -> assertThat(line).contains(CertificateFile.class.getName()));
        assertThat(classes)
                .noneSatisfy(line -> assertThat(line)
                        .containsAnyOf(
                                "org.bouncycastle.jce.provider",
                                "org.bouncycastle.jcajce.provider",
                                "org.bouncycastle.crypto.CryptoServicesRegistrar"));
        assertThat(classes.stream()
                        .takeWhile(line -> !line.contains(Pkcs12Writer.class.getName() + " "))
                        .filter(line -> line.contains("org.bouncycastle")))
                .as("what reading alone loads of Bouncy Castle")
                .isEmpty();
        return said.lines().toList();
    }

    private static String classPath() {
        Path target =
                Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("target");
        return Stream.concat(
                        Stream.of(target.resolve("test-classes"), target.resolve("classes")),
                        Stream.of(Decoded.class, ASN1Primitive.class, OIWObjectIdentifiers.class)
                                .map(OtherProcessTest::place))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path place(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
