package org.emcc.tftp.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.emcc.core.Decoded;
import org.emcc.testing.Mutator;
import org.emcc.testing.Seeds;
import org.emcc.tftp.trust.Identities.Identity;
import org.junit.jupiter.api.Test;

/** Whatever the readers are given, they answer; and whatever they take, they give back to the byte. */
class EnvelopeFuzzTest {
    private static final Identity SIGNER = Identities.ofVector();
    private static final KeyPair PHONE = Identities.key("phone", "RSA", 1024);
    private static final byte[] XML = {'<', 'd', 'e', 'v', 'i', 'c', 'e', '/', '>'};
    private static final List<byte[]> SAMPLES = List.of(
            SignedFile.builder("SEP001122334455.cnf.xml.sgn", XML, Forge.TIME)
                    .build(SIGNER.signer())
                    .encode(),
            EncryptedFile.builder("SEP001122334455.cnf.xml.enc.sgn", XML, (RSAPublicKey) PHONE.getPublic(), Forge.TIME)
                    .build(SIGNER.signer(), new SecureRandom())
                    .encode(),
            TrustList.builder(TrustListKind.ITL, Forge.TIME)
                    .record(Forge.record(TrustRole.SAST, SIGNER))
                    .record(Forge.record(TrustRole.TFTP, Identities.ec("CN=curve", "1", 256)))
                    .record(TrustRecord.builder(TrustRole.TVS).dnsName("tvs").build())
                    .build(SIGNER.signer())
                    .encode());

    @Test
    void answersWhateverWasDoneToAFile() {
        int accepted = 0;
        for (int i = 0; i < Seeds.cases(100_000); i++) {
            byte[] broken = Mutator.mutate(SAMPLES.get(i % SAMPLES.size()), Seeds.random(Seeds.seed(), i));
            accepted += survives(broken, i);
        }
        assertThat(accepted).as("cases that were read").isGreaterThan(Seeds.cases(100_000) / 50);
    }

    @Test
    void answersWhateverAHeaderHolds() {
        for (int i = 0; i < Seeds.cases(100_000); i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            elements(out, random, 0);
            byte[] elements = out.toByteArray();
            int length = 10 + elements.length;
            byte[] head = {
                1,
                0,
                2,
                (byte) (1 + random.nextInt(2)),
                (byte) random.nextInt(3),
                2,
                0,
                2,
                (byte) (length >> 8),
                (byte) length
            };
            survives(Bytes.join(head, elements, Arrays.copyOf(XML, random.nextInt(10))), i);
        }
    }

    /** Well-formed elements of any tag, those of a signed file more often; some hold others. */
    private static void elements(ByteArrayOutputStream out, RandomGenerator random, int depth) {
        for (int tag : new int[] {4, 5, 6, 8, 10, 11, 14, 12}) {
            if (random.nextInt(20) > 0) {
                int length = switch (tag) {
                    case 8, 10, 11 -> 1;
                    case 12 -> 64;
                    default -> random.nextInt(9);
                };
                byte[] value = new byte[length];
                random.nextBytes(value);
                if (tag == 11) {
                    value[0] = 0;
                }
                out.writeBytes(TlvElement.of(tag, value).encode());
            }
        }
        int more = random.nextInt(4);
        for (int i = 0; i < more; i++) {
            int tag = random.nextInt(4) == 0 ? 3 : random.nextInt(256);
            if (tag == 13) {
                out.write(13);
            } else if (depth < 3 && random.nextInt(5) == 0) {
                ByteArrayOutputStream inner = new ByteArrayOutputStream();
                elements(inner, random, depth + 1);
                out.writeBytes(TlvElement.of(tag, inner.toByteArray()).encode());
            } else {
                out.writeBytes(TlvElement.of(tag, new byte[random.nextInt(5)]).encode());
            }
        }
    }

    /** Reads it in every way and uses all that was read. */
    private static int survives(byte[] bytes, int number) {
        String name = "seed " + Seeds.seed() + " case " + number;
        Decoded<Envelope> decoded = Envelope.decode(bytes);
        assertThat(SignedFile.decode(bytes).value().isPresent()
                        || EncryptedFile.decode(bytes).value().isPresent()
                        || TrustList.decode(bytes).value().isPresent())
                .as(name)
                .isEqualTo(decoded.value().isPresent());
        if (decoded.value().isEmpty()) {
            assertThat(decoded.problems()).as(name).isNotEmpty();
            return 0;
        }
        Envelope file = decoded.value().orElseThrow();
        assertThat(file.encode()).as(name).isEqualTo(bytes);
        byte[] header = Bytes.join(file.header().elements());
        assertThat(header).as(name).isEqualTo(Arrays.copyOf(bytes, file.header().length()));
        use(file);
        if (file instanceof TrustList list) {
            byte[] records =
                    Bytes.join(list.records().stream().map(TrustRecord::encode).toArray(byte[][]::new));
            assertThat(Bytes.join(header, records)).as(name).isEqualTo(bytes);
        }
        return 1;
    }

    private static void use(Envelope file) {
        file.verify(SIGNER.certificate().getPublicKey());
        PhoneTrust.empty().accepts(file);
        assertThat(file.toString()).isNotBlank();
        assertThat(file.header().signedAt()).isNotNull();
        assertThat(file.header().signerVersion()).isNotNull();
        if (file instanceof EncryptedFile encrypted) {
            encrypted.decrypt(PHONE.getPrivate(), SIGNER.certificate().getPublicKey());
        } else if (file instanceof TrustList list) {
            list.remarks();
            for (TrustRecord record : list.records()) {
                record.address();
                record.id();
                record.role();
                assertThat(record.toString()).isNotBlank();
                assertThat(record.key()).isNotNull();
            }
        }
    }

    @Test
    void readsAHugeHeaderOfPaddingWithBoundedWork() {
        byte[] padding = new byte[0xFFFF];
        Arrays.fill(padding, (byte) 13);
        byte[] head = {1, 0, 2, 1, 0, 2, 0, 2, (byte) 0xFF, (byte) 0xFF};
        System.arraycopy(head, 0, padding, 0, head.length);

        assertThat(SignedFile.decode(padding).problems())
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem.message()).startsWith("header must have a name of the signer"));
    }

    @Test
    void readsAMegabyteOfTheSmallestRecords() {
        byte[] list = SAMPLES.get(2);
        int from = TrustList.decodeOrThrow(list).header().length();
        byte[] all = Arrays.copyOf(list, TrustList.MAX_BYTES / 5 * 5);
        int at = from;
        while (at + 5 <= all.length) {
            byte[] record = {1, 0, 2, 0, 5};
            System.arraycopy(record, 0, all, at, 5);
            at += 5;
        }
        byte[] whole = Arrays.copyOf(all, at);

        TrustList read = TrustList.decodeOrThrow(whole);

        assertThat(read.records()).hasSize((at - from) / 5);
        assertThat(read.encode()).isEqualTo(whole);
        assertThat(read.check()).isEqualTo(new ListCheck.Refused(TrustRefusal.LIST_TOO_LARGE));
    }
}
