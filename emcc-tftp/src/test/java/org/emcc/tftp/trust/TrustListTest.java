package org.emcc.tftp.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.tftp.trust.Identities.Identity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustListTest {
    private static final Identity SIGNER = Identities.ofVector();
    private static final Identity RECOVERY = Identities.rsa("CN=ITLRECOVERY_pub,OU=Voice,O=Lab", "0A0B", 2048);
    private static final Identity MANAGER = Identities.rsa("CN=pub.example,OU=Voice,O=Lab", "F1", 2048);
    private static final TrustRecord SAST = Forge.record(TrustRole.SAST, SIGNER);

    private static TrustList list(TrustRecord... records) {
        TrustList.Builder builder = TrustList.builder(TrustListKind.ITL, Forge.TIME);
        for (TrustRecord record : records) {
            builder.record(record);
        }
        return builder.build(SIGNER.signer());
    }

    @Test
    void writesTheHeaderOfTheVector() {
        byte[] bytes = list(SAST).encode();

        assertThat(hex(bytes, 0, 99))
                .isEqualTo("0100020102" + "02000200fc" + "1c00020100" + "03003f"
                        + "040017" + "434e3d534153543b4f553d566f6963653b4f3d4c616200"
                        + "050008" + "2e3e1a7bdaa64d84"
                        + "060017" + "434e3d534153543b4f553d566f6963653b4f3d4c616200"
                        + "07000f" + "08000101" + "090008" + "0a000100" + "0b000101");
        assertThat(hex(bytes, 99, 102)).isEqualTo("0c0080");
        assertThat(hex(bytes, 230, 252)).isEqualTo("0e000c" + "49544c46696c652e746c7600" + "0f0004" + "65920080");
    }

    @Test
    void writesRecordsInTheOrderOfTheProduct() throws UnknownHostException {
        TrustRecord whole = TrustRecord.builder(TrustRole.CCM_TFTP)
                .dnsName("pub.example")
                .certificate(MANAGER.certificate())
                .address(address("10.0.0.1"))
                .build();

        assertThat(whole.elements()).extracting(TlvElement::tag).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(whole.elements().get(0).encode()).isEqualTo(new byte[] {
            1, 0, 2, (byte) (whole.encode().length >> 8), (byte) whole.encode().length
        });
        assertThat(whole.elements().get(5).value()).isEqualTo(new byte[] {(byte) 0xF1});
        assertThat(whole.elements().get(6).length()).isEqualTo(270);
        assertThat(SAST.elements().get(5).length()).isEqualTo(140);
        assertThat(whole.elements().get(7).value())
                .isEqualTo(MANAGER.certificate().getSignature());
        assertThat(whole.dnsName()).contains("pub.example");
        assertThat(whole.subject()).contains("CN=pub.example;OU=Voice;O=Lab");
        assertThat(whole.role()).contains(TrustRole.CCM_TFTP);
        assertThat(whole.address()).contains(address("10.0.0.1"));
        assertThat(whole.certificate()).contains(MANAGER.certificate());
        assertThat(whole.key()).contains(MANAGER.certificate().getPublicKey());
        assertThat(whole.id()).contains(SignerId.of(MANAGER.certificate()));
        assertThat(whole).hasToString("TrustRecord[CCM+TFTP, \"CN=pub.example;OU=Voice;O=Lab\"]");
    }

    @Test
    void writesShortRecords() throws UnknownHostException {
        TrustRecord brief = TrustRecord.builder(TrustRole.CCM_TFTP)
                .dnsName("cucm.example")
                .address(address("10.0.0.1"))
                .build();

        assertThat(brief.encode()).hasSize(33);
        TrustList back = TrustList.decodeOrThrow(list(SAST, brief).encode());
        assertThat(back.records()).containsExactly(SAST, brief);
        assertThat(back.records().get(1).id()).isEmpty();
        assertThat(back.records().get(1).key()).isEmpty();
        assertThat(back.check()).isEqualTo(new ListCheck.SignedBy(SAST, FileDigest.SHA_1));
    }

    @ParameterizedTest
    @CsvSource({"256, 65", "384, 97", "521, 133"})
    void carriesKeysOfEllipticCurves(int bits, int bytes) {
        Identity curve = Identities.ec("CN=curve" + bits, "77", bits);
        TrustRecord record = Forge.record(TrustRole.TFTP, curve);

        assertThat(record.elements())
                .filteredOn(element -> element.tag() == 7)
                .singleElement()
                .satisfies(key -> {
                    assertThat(key.length()).isEqualTo(bytes);
                    assertThat(Keys.decode(key.value()))
                            .contains(curve.certificate().getPublicKey());
                    byte[] off = key.value();
                    off[bytes - 1] ^= 1;
                    assertThat(Keys.decode(off)).isEmpty();
                });
        assertThat(record.key()).contains(curve.certificate().getPublicKey());

        assertThat(list(SAST, record).remarks()).extracting(Problem::where).contains("signer version");
        TrustList.Builder builder = TrustList.builder(TrustListKind.ITL, Forge.TIME)
                .signerVersion(EnvelopeVersion.V1_1)
                .record(SAST)
                .record(record);
        assertThat(builder.build(SIGNER.signer()).remarks())
                .extracting(Problem::where)
                .doesNotContain("signer version");
    }

    @Test
    void readsWhatItWrites() {
        TrustList list = TrustList.builder(TrustListKind.CTL, Forge.TIME)
                .digest(FileDigest.SHA_512)
                .signerVersion(EnvelopeVersion.V1_1)
                .record(Forge.record(TrustRole.SAST, RECOVERY))
                .record(Forge.record(TrustRole.CCM_TFTP, MANAGER))
                .record(Forge.record(new TrustRole(4711), MANAGER))
                .build(RECOVERY.signer());

        Decoded<TrustList> decoded = TrustList.decode(list.encode());

        assertThat(decoded.problems()).isEmpty();
        TrustList back = decoded.value().orElseThrow();
        assertThat(back).isEqualTo(list).hasSameHashCodeAs(list);
        assertThat(back.kind()).contains(TrustListKind.CTL);
        assertThat(back.header().signerVersion()).contains(EnvelopeVersion.V1_1);
        assertThat(back.records(TrustRole.CCM_TFTP)).containsExactly(Forge.record(TrustRole.CCM_TFTP, MANAGER));
        assertThat(back.records().get(2).role()).contains(new TrustRole(4711));
        assertThat(back.check())
                .isEqualTo(new ListCheck.SignedBy(Forge.record(TrustRole.SAST, RECOVERY), FileDigest.SHA_512));
        assertThat(Envelope.decodeOrThrow(list.encode())).isEqualTo(list);
        assertThat(list)
                .hasToString("TrustList[EnvelopeHeader[1.2, \"CTLFile.tlv\", signed by"
                        + " \"CN=ITLRECOVERY_pub;OU=Voice;O=Lab\"], 3 records]");
    }

    @Test
    void refusesListsWhoseSignerIsNotInThem() {
        assertThatThrownBy(() -> list(Forge.record(TrustRole.SAST, RECOVERY), Forge.record(TrustRole.TFTP, SIGNER)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SAST");

        TrustList forged = Forge.list(
                "ITLFile.tlv",
                SIGNER,
                Forge.record(TrustRole.SAST, RECOVERY),
                Forge.record(TrustRole.CCM_TFTP, SIGNER));
        assertThat(forged.check()).isEqualTo(new ListCheck.Refused(TrustRefusal.SIGNER_NOT_LISTED));
    }

    @Test
    void refusesTheNameOfOneDeviceInside() {
        TrustList named = Forge.list("ITLSEP001122334455.tlv", SIGNER, SAST);

        assertThat(named.kind()).isEmpty();
        assertThat(named.check()).isEqualTo(new ListCheck.Refused(TrustRefusal.WRONG_NAME));
        assertThat(Forge.list("ITLFile.tlv", SIGNER, SAST).check()).isInstanceOf(ListCheck.SignedBy.class);
    }

    @Test
    void refusesAnythingThatWasChanged() {
        TrustList list = list(SAST, Forge.record(TrustRole.CCM_TFTP, MANAGER));
        byte[] bytes = list.encode();
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            assertThat(TrustList.decode(changed)
                            .value()
                            .map(TrustList::check)
                            .filter(ListCheck.SignedBy.class::isInstance))
                    .as("byte %d", i)
                    .isEmpty();
        }
    }

    @Test
    void aTruncatedListIsRefusedOrNotGenuine() {
        TrustList list = list(SAST, Forge.record(TrustRole.CCM_TFTP, MANAGER));
        byte[] bytes = list.encode();
        int end = list.header().length();
        List<Integer> ends = List.of(end, end + SAST.encode().length);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            Decoded<TrustList> decoded = TrustList.decode(cut);
            assertThat(decoded.value().isPresent()).as("%d bytes", length).isEqualTo(ends.contains(length));
            decoded.value().ifPresent(back -> {
                assertThat(back.encode()).isEqualTo(cut);
                assertThat(back.check()).isInstanceOf(ListCheck.Refused.class);
            });
        }
    }

    @Test
    void refusesMoreThanPhonesTake() {
        String longOnes = "CN=" + "n".repeat(60) + ",OU=" + "u".repeat(64) + ",O=" + "o".repeat(64) + ",L="
                + "l".repeat(100) + ",ST=" + "s".repeat(40);
        Identity large = Identities.rsa(longOnes, "77", 2048);
        TrustRecord record = Forge.record(TrustRole.CCM_TFTP, large);
        TrustRecord[] records = new TrustRecord[40];
        Arrays.fill(records, record);
        records[0] = SAST;

        TrustList forty = list(records);

        assertThat(forty.encode()).hasSizeGreaterThan(TrustList.MAX_PHONE_BYTES);
        assertThat(forty.check()).isEqualTo(new ListCheck.Refused(TrustRefusal.LIST_TOO_LARGE));
        assertThat(forty.remarks())
                .extracting(Problem::message)
                .anySatisfy(message -> assertThat(message).contains("65536"));
    }

    @Test
    void takesAListThatJustFits() {
        List<TrustRecord> records = new ArrayList<>(List.of(SAST));
        int left = TrustList.MAX_PHONE_BYTES - list(SAST).encode().length;
        while (left > 300) {
            records.add(filler(200));
            left -= 200;
        }
        records.add(filler(left / 2));
        records.add(filler(left - left / 2));
        TrustList fits = list(records.toArray(TrustRecord[]::new));
        records.set(1, filler(201));
        TrustList over = list(records.toArray(TrustRecord[]::new));

        assertThat(fits.encode()).hasSize(TrustList.MAX_PHONE_BYTES);
        assertThat(fits.check()).isInstanceOf(ListCheck.SignedBy.class);
        assertThat(over.encode()).hasSize(TrustList.MAX_PHONE_BYTES + 1);
        assertThat(over.check()).isEqualTo(new ListCheck.Refused(TrustRefusal.LIST_TOO_LARGE));
    }

    private static TrustRecord filler(int bytes) {
        TrustRecord record = TrustRecord.builder(TrustRole.CCM)
                .dnsName("x".repeat(bytes - 14))
                .build();
        assertThat(record.encode()).hasSize(bytes);
        return record;
    }

    @Test
    void givesNoPartForAnother() {
        TrustRecord record = TrustRecord.builder(TrustRole.CCM).dnsName("x").build();

        assertThat(record.subject()).isEmpty();
        assertThat(record.address()).isEmpty();
        assertThat(record.certificate()).isEmpty();
        assertThat(record).hasToString("TrustRecord[CCM, \"x\"]");
    }

    @Test
    void readsAndWritesAtMostAMegabyte() {
        assertThat(TrustList.decode(new byte[TrustList.MAX_BYTES + 1]).problems())
                .extracting(Object::toString)
                .containsExactly("byte 1048576: a trust list must have at most 1048576 bytes, but has 1048577");
    }

    @Test
    void remarksOnASecondSignerThatIsMissing() {
        assertThat(list(SAST, SAST).remarks())
                .extracting(Problem::message)
                .anySatisfy(message -> assertThat(message).contains("should be two signers"));
        assertThat(list(SAST, Forge.record(TrustRole.SAST, RECOVERY)).remarks())
                .extracting(Problem::where)
                .containsOnly("digest", "signer");
        assertThat(list(SAST, Forge.record(TrustRole.SAST, RECOVERY), Forge.record(TrustRole.SAST, MANAGER))
                        .remarks())
                .extracting(Problem::message)
                .anySatisfy(message -> assertThat(message).contains("but there are more"));
    }

    @Test
    void remarksOnSignersWhoseNamesAllHaveOneHash() {
        byte[] header = Arrays.copyOf(list(SAST).encode(), 252);
        ByteArrayOutputStream out = new ByteArrayOutputStream(TrustList.MAX_BYTES);
        out.writeBytes(header);
        for (int i = 0; i < 21_000; i++) {
            StringBuilder name = new StringBuilder();
            for (int bit = 0; bit < 15; bit++) {
                name.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            out.writeBytes(Forge.record(
                            TlvElement.number(4, 2, 0),
                            TlvElement.text(5, "issuer", name.toString()),
                            TlvElement.of(6, new byte[] {1}))
                    .encode());
        }

        assertThat(TrustList.decodeOrThrow(out.toByteArray()).remarks())
                .extracting(Problem::message)
                .contains("two signers (role SAST) are of use to phones, but there are more");
    }

    @Test
    void makesNoListThatItsOwnCheckRefuses() {
        Identity other = Identities.of("CN=SAST,OU=Voice,O=Lab", "2E3E1A7BDAA64D84", Identities.key("x", "RSA", 1024));

        assertThatThrownBy(() -> list(Forge.record(TrustRole.SAST, other)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be signed by the key in its record with the role SAST");
        assertThatThrownBy(() -> list(Forge.named(TrustRole.SAST, SIGNER)))
                .isInstanceOf(IllegalArgumentException.class);
        TrustRecord[] large = new TrustRecord[60];
        Arrays.fill(large, Forge.record(TrustRole.CCM, MANAGER));
        large[0] = Forge.record(TrustRole.SAST, other);
        assertThatThrownBy(() -> list(large)).isInstanceOf(IllegalArgumentException.class);
        assertThat(list(Forge.record(TrustRole.SAST, other), SAST).check())
                .isEqualTo(new ListCheck.SignedBy(SAST, FileDigest.SHA_1));
    }

    @Test
    void remarksOnRecordsThatContradictTheirCertificate() throws Exception {
        byte[] der = MANAGER.certificate().getEncoded();
        TlvElement certificate = TlvElement.of(9, der);
        TlvElement hash = TlvElement.of(11, FileDigest.SHA_1.hash(der));
        TlvElement wrongHash = TlvElement.of(11, new byte[20]);

        assertThat(remarksOfRecord(Forge.named(TrustRole.CCM, MANAGER, certificate, hash)))
                .isEmpty();
        assertThat(remarksOfRecord(Forge.record(certificate))).isEmpty();
        assertThat(remarksOfRecord(Forge.named(TrustRole.CCM, MANAGER, certificate, wrongHash)))
                .containsExactly("hash must be the SHA-1 of the certificate, but is another");
        assertThat(remarksOfRecord(Forge.named(TrustRole.CCM, RECOVERY, certificate)))
                .containsExactly("issuer and serial number must be those of the certificate, but are others");
    }

    private static List<String> remarksOfRecord(TrustRecord record) {
        return list(SAST, record).remarks().stream()
                .filter(problem -> problem.where().equals("record 2"))
                .map(Problem::message)
                .toList();
    }

    @Test
    void remarksOnWeakSignersWithoutACertificate() {
        TrustList keyOnly = list(Forge.named(TrustRole.SAST, SIGNER, Forge.key(SIGNER)));

        assertThat(keyOnly.remarks()).extracting(Problem::where).containsExactly("list", "digest", "signer");
    }

    @Test
    void tellsAtMostAHundredProblems() {
        byte[] header = Arrays.copyOf(list(SAST).encode(), 252);
        byte[] odd = Forge.record(TlvElement.of(4, new byte[1])).encode();
        byte[][] parts = new byte[151][];
        Arrays.fill(parts, odd);
        parts[0] = header;
        assertThat(TrustList.decode(Bytes.join(Arrays.copyOf(parts, 101))).problems())
                .hasSize(100)
                .extracting(Problem::where)
                .doesNotContain("list");

        List<Problem> problems = TrustList.decode(Bytes.join(parts)).problems();

        assertThat(problems).hasSize(101);
        assertThat(problems.get(100).message()).contains("more problems than the 100");
        TrustRecord wrong = Forge.record(TlvElement.of(9, new byte[1]), TlvElement.of(11, new byte[20]));
        TrustRecord[] records = new TrustRecord[151];
        Arrays.fill(records, wrong);
        records[0] = SAST;
        assertThat(list(records).remarks()).hasSize(101);
    }

    @Test
    void takesNoLongNamesApart() {
        String part = "CN=" + "x".repeat(4088);
        String other = "O=Lab";
        BigInteger one = BigInteger.ONE;
        SignerId fits = new SignerId("", part + ";" + other.substring(0, 4), one);
        assertThat(fits.issuer()).hasSize(4096);
        assertThat(fits.matches(new SignerId("", "O=La," + part, one))).isTrue();

        SignerId longer = new SignerId("", part + ";" + other, one);
        assertThat(longer.issuer()).hasSize(4097);
        assertThat(longer.matches(new SignerId("", "O=Lab," + part, one))).isFalse();
        assertThat(longer.matches(new SignerId("y", longer.issuer(), one))).isTrue();
        assertThat(longer.matches(new SignerId("", longer.issuer(), BigInteger.TEN)))
                .isFalse();
        SignerId brief = new SignerId("", "O=Lab", one);
        assertThat(brief.matches(new SignerId("", "O=Lab" + " ".repeat(4092), one)))
                .isFalse();
        assertThat(new SignerId("", "", one).matches(longer)).isFalse();
    }

    @Test
    void writesAttributesThatTheStandardDoesNotNameAsText() {
        SignerId id = SignerId.of(Identities.rsa(
                        "EMAILADDRESS=a@lab.example, SERIALNUMBER=42, T=Chief, GIVENNAME=Ann, SURNAME=Lee, CN=x",
                        "5",
                        1024)
                .certificate());

        assertThat(id.subject())
                .isEqualTo("emailAddress=a@lab.example;serialNumber=42;T=Chief;GIVENNAME=Ann;SURNAME=Lee;CN=x");
    }

    @Test
    void printsSignersBriefly() {
        SignerId id = SignerId.of(SIGNER.certificate());
        assertThat(id)
                .hasToString("SignerId[\"CN=SAST;OU=Voice;O=Lab\", issuer \"CN=SAST;OU=Voice;O=Lab\", serial"
                        + " 2E3E1A7BDAA64D84]");
        SignerId odd = new SignerId("\n".repeat(70), "i".repeat(70_000), BigInteger.ONE.shiftLeft(400_000));
        assertThat(odd)
                .hasToString("SignerId[\"" + "?".repeat(64) + "…\", issuer \"" + "i".repeat(64) + "…\", serial 01"
                        + "0".repeat(62) + "…]");
    }

    @Test
    void takesElementsInAnyOrderAndKeepsUnknownOnes() {
        PublicKey key = SIGNER.certificate().getPublicKey();
        SignerId id = SignerId.of(SIGNER.certificate());
        byte[] content = Bytes.join(List.of(
                TlvElement.of(13, new byte[] {13, 13}),
                TlvElement.of(7, Keys.encode(key)),
                TlvElement.of(99, new byte[0]),
                TlvElement.number(4, 2, 0),
                TlvElement.of(99, new byte[0]),
                TlvElement.of(6, id.serialBytes()),
                TlvElement.text(5, "issuer", "CN=SAST,OU=Voice,O=Lab"),
                TlvElement.of(10, new byte[16])));
        byte[] record = Bytes.join(TlvElement.number(1, 2, content.length + 5L).encode(), content);
        TrustList model = Forge.list("ITLFile.tlv", SIGNER, SAST);
        byte[] unsigned =
                Bytes.join(Arrays.copyOf(model.encode(), model.header().length()), record);
        TrustList unchecked = TrustList.decodeOrThrow(unsigned);
        byte[] bytes = Forge.withSignature(
                unchecked, Forge.sign(SIGNER.keys().getPrivate(), "SHA1withRSA", Forge.withoutSignature(unchecked)));

        Decoded<TrustList> decoded = TrustList.decode(bytes);

        TrustList list = decoded.value().orElseThrow();
        assertThat(list.encode()).isEqualTo(bytes);
        assertThat(list.records()).singleElement().satisfies(read -> {
            assertThat(read.encode()).isEqualTo(record);
            assertThat(read.key()).contains(key);
            assertThat(read.address()).isEmpty();
        });
        assertThat(list.check()).isInstanceOf(ListCheck.SignedBy.class);
        assertThat(decoded.problems())
                .extracting(Problem::message)
                .containsExactly("address must have 4 bytes, but has 16" + " and is not read");
    }

    @Test
    void trustsNoRecordThatContradictsItself() {
        byte[] other = Keys.encode(MANAGER.certificate().getPublicKey());
        byte[] bytes = Forge.record(TrustRole.SAST, RECOVERY).encode();
        byte[] own = Keys.encode(RECOVERY.certificate().getPublicKey());
        int at = indexOf(bytes, own);
        System.arraycopy(other, 0, bytes, at, other.length);
        TrustList model = Forge.list("ITLFile.tlv", SIGNER, SAST);
        TrustList list = TrustList.decodeOrThrow(
                Bytes.join(Arrays.copyOf(model.encode(), model.header().length()), bytes));

        assertThat(list.records().get(0).certificate()).isPresent();
        assertThat(list.records().get(0).key()).isEmpty();
    }

    @Test
    void refusesBrokenRecords() throws UnknownHostException {
        byte[] header = Arrays.copyOf(list(SAST).encode(), 252);
        for (String record : List.of(
                "01",
                "0100020005" + "01",
                "0200020005",
                "0100030000050000",
                "0100020004",
                "0100020006" + "02",
                "010002000a" + "0400030000",
                "0100020013" + "0400020000" + "0400020000" + "02000100")) {
            byte[] bytes = Bytes.join(header, HexFormat.of().parseHex(record));
            assertThat(TrustList.decode(bytes).problems())
                    .as(record)
                    .singleElement()
                    .satisfies(problem -> assertThat(
                                    Integer.parseInt(problem.where().replace("byte ", "")))
                            .isGreaterThanOrEqualTo(252));
        }
        assertThat(TrustList.decode(Bytes.join(header, HexFormat.of().parseHex("0100020005")))
                        .value())
                .isPresent();
    }

    @Test
    void comparesNamesPartByPart() {
        SignerId id = SignerId.of(Identities.rsa("CN=a b,O=Cisco Systems\\, Inc.,C=US", "0F", 1024)
                .certificate());

        assertThat(id.issuer()).isEqualTo("CN=a b;O=Cisco Systems, Inc.;C=US");
        for (String same :
                List.of("cn=A B, o=Cisco Systems\\, Inc., c=us", "C=US;O=Cisco Systems, Inc.;CN=a b", id.issuer())) {
            assertThat(id.matches(new SignerId("", same, id.serial()))).as(same).isTrue();
        }
        for (String other : List.of("", "CN=a b;O=Cisco Systems, Inc.", "CN=a bc;O=Cisco Systems, Inc.;C=US")) {
            assertThat(id.matches(new SignerId("", other, id.serial())))
                    .as(other)
                    .isFalse();
        }
        assertThat(id.matches(new SignerId(id.subject(), id.issuer(), java.math.BigInteger.TEN)))
                .isFalse();
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)
                .indexOf(new String(part, java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    private static Inet4Address address(String text) throws UnknownHostException {
        return (Inet4Address) InetAddress.getByName(text);
    }

    private static String hex(byte[] bytes, int from, int to) {
        return HexFormat.of().formatHex(bytes, from, to);
    }
}
