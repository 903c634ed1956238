package org.emcc.tftp.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.emcc.tftp.trust.Identities.Identity;
import org.junit.jupiter.api.Test;

/** The way of a phone through a cross-cluster login, file by file. */
class PhoneTrustTest {
    private static final String NAME = "SEP001122334455.cnf.xml.sgn";

    private static final Identity VISITING = Identities.rsa("CN=visiting-pub,O=Lab", "11", 1024);
    private static final Identity VISITING_RECOVERY = Identities.rsa("CN=ITLRECOVERY_visiting,O=Lab", "12", 1024);
    private static final Identity VISITING_TVS = Identities.rsa("CN=visiting-tvs,O=Lab", "13", 1024);
    private static final Identity HOME = Identities.rsa("CN=home-pub,O=Lab", "21", 1024);
    private static final Identity HOME_RECOVERY = Identities.rsa("CN=ITLRECOVERY_home,O=Lab", "22", 1024);
    private static final Identity HOME_TVS = Identities.rsa("CN=home-tvs,O=Lab", "23", 1024);

    private static final TrustList VISITING_ITL = itl(VISITING, VISITING_RECOVERY, VISITING_TVS);
    private static final TrustList HOME_ITL = itl(HOME, HOME_RECOVERY, HOME_TVS);
    private static final PhoneTrust AT_VISITING = PhoneTrust.empty().holding(VISITING_ITL);
    private static final SignedFile HOME_FILE = file(HOME);

    private final List<SignerId> asked = new ArrayList<>();

    private static TrustList itl(Identity manager, Identity recovery, Identity tvs) {
        return TrustList.builder(TrustListKind.ITL, Forge.TIME)
                .record(Forge.record(TrustRole.SAST, recovery))
                .record(Forge.record(TrustRole.CCM_TFTP, manager))
                .record(Forge.record(TrustRole.TVS, tvs))
                .build(recovery.signer());
    }

    private static SignedFile file(Identity signer) {
        return SignedFile.builder(NAME, new byte[] {'<', 'x', '/', '>'}, Forge.TIME)
                .build(signer.signer());
    }

    private TrustVerifier tvsKnowing(Identity identity, TrustRole... roles) {
        return signer -> {
            asked.add(signer);
            return signer.matches(SignerId.of(identity.certificate()))
                    ? new TrustVerifier.Valid(identity.certificate(), Set.of(roles))
                    : new TrustVerifier.Invalid();
        };
    }

    private static TrustVerdict refused(TrustRefusal reason) {
        return new TrustVerdict.Refused(reason);
    }

    @Test
    void takesTheFirstListThatItGets() {
        TrustVerdict verdict = PhoneTrust.empty().accepts(VISITING_ITL);

        assertThat(verdict).isEqualTo(new TrustVerdict.FirstUse(Forge.record(TrustRole.SAST, VISITING_RECOVERY)));
        assertThat(verdict.isAccepted()).isTrue();
        assertThat(PhoneTrust.empty().accepts(HOME_FILE)).isEqualTo(refused(TrustRefusal.UNKNOWN_SIGNER));
    }

    @Test
    void takesFilesOfItsOwnCluster() {
        assertThat(AT_VISITING.accepts(file(VISITING)))
                .isEqualTo(new TrustVerdict.Known(TrustListKind.ITL, Forge.record(TrustRole.CCM_TFTP, VISITING)));
        assertThat(AT_VISITING.accepts(VISITING_ITL))
                .isEqualTo(new TrustVerdict.Known(TrustListKind.ITL, Forge.record(TrustRole.SAST, VISITING_RECOVERY)));
    }

    @Test
    void takesHomesListOnlyWhenVisitingsTvsKnowsItsSigner() {
        assertThat(AT_VISITING.accepts(HOME_ITL, tvsKnowing(HOME_RECOVERY, TrustRole.SAST)))
                .isEqualTo(new TrustVerdict.Vouched(HOME_RECOVERY.certificate()));
        assertThat(asked).containsExactly(SignerId.of(HOME_RECOVERY.certificate()));
        assertThat(AT_VISITING.accepts(HOME_ITL, tvsKnowing(HOME, TrustRole.SAST)))
                .isEqualTo(refused(TrustRefusal.DENIED_BY_TVS));
        assertThat(AT_VISITING.accepts(HOME_ITL, tvsKnowing(HOME_RECOVERY, TrustRole.CCM_TFTP)))
                .isEqualTo(refused(TrustRefusal.WRONG_ROLE));
        assertThat(AT_VISITING.accepts(HOME_ITL)).isEqualTo(refused(TrustRefusal.TVS_UNREACHABLE));
    }

    @Test
    void takesHomesFilesOnceItHoldsHomesList() {
        assertThat(AT_VISITING.accepts(HOME_FILE)).isEqualTo(refused(TrustRefusal.TVS_UNREACHABLE));
        assertThat(AT_VISITING.accepts(HOME_FILE, tvsKnowing(HOME, TrustRole.SAST)))
                .isEqualTo(refused(TrustRefusal.WRONG_ROLE));
        assertThat(AT_VISITING.accepts(HOME_FILE, tvsKnowing(HOME, TrustRole.CCM_TFTP)))
                .isEqualTo(new TrustVerdict.Vouched(HOME.certificate()));

        asked.clear();
        PhoneTrust atHome = AT_VISITING.holding(HOME_ITL);
        assertThat(atHome.accepts(HOME_FILE, tvsKnowing(HOME)).isAccepted()).isTrue();
        assertThat(asked).isEmpty();
        EncryptedFile encrypted = EncryptedFile.builder(
                        "SEP001122334455.cnf.xml.enc.sgn",
                        new byte[3],
                        (RSAPublicKey) Identities.key("phone", "RSA", 1024).getPublic(),
                        Forge.TIME)
                .build(HOME.signer(), new SecureRandom());
        assertThat(atHome.accepts(encrypted).isAccepted()).isTrue();
        assertThat(AT_VISITING.accepts(encrypted).isAccepted()).isFalse();
    }

    @Test
    void isStuckAfterLogoutWhenHomesTvsDoesNotKnowVisiting() {
        PhoneTrust atHome = AT_VISITING.holding(HOME_ITL);

        assertThat(atHome.accepts(VISITING_ITL, tvsKnowing(HOME))).isEqualTo(refused(TrustRefusal.DENIED_BY_TVS));
        assertThat(atHome.accepts(file(VISITING), tvsKnowing(HOME))).isEqualTo(refused(TrustRefusal.DENIED_BY_TVS));
        assertThat(atHome.accepts(VISITING_ITL, tvsKnowing(VISITING_RECOVERY, TrustRole.SAST))
                        .isAccepted())
                .isTrue();
    }

    @Test
    void theListsCountTogether() {
        TrustList ctl = TrustList.builder(TrustListKind.CTL, Forge.TIME)
                .record(Forge.record(TrustRole.SAST, HOME_RECOVERY))
                .record(Forge.record(TrustRole.TFTP, HOME))
                .build(HOME_RECOVERY.signer());
        PhoneTrust both = AT_VISITING.holding(ctl);

        assertThat(both.list(TrustListKind.CTL)).contains(ctl);
        assertThat(both.list(TrustListKind.ITL)).contains(VISITING_ITL);
        assertThat(both.accepts(HOME_FILE))
                .isEqualTo(new TrustVerdict.Known(TrustListKind.CTL, Forge.record(TrustRole.TFTP, HOME)));
        assertThat(both.accepts(file(VISITING)).isAccepted()).isTrue();
        assertThat(both.accepts(HOME_ITL).isAccepted()).isTrue();
        assertThat(both.accepts(VISITING_ITL).isAccepted()).isTrue();
    }

    @Test
    void doesNotTakeASignerForOneWithTheSameNameAndNumber() {
        Identity impostor =
                Identities.of("CN=ITLRECOVERY_visiting,O=Lab", "12", Identities.key("impostor", "RSA", 1024));
        TrustList forged = itl(VISITING, impostor, VISITING_TVS);

        assertThat(forged.check()).isInstanceOf(ListCheck.SignedBy.class);
        assertThat(AT_VISITING.accepts(forged, tvsKnowing(VISITING_RECOVERY, TrustRole.SAST)))
                .isEqualTo(refused(TrustRefusal.BAD_SIGNATURE));
        Identity other = Identities.of("CN=visiting-pub,O=Lab", "11", Identities.key("impostor", "RSA", 1024));
        assertThat(AT_VISITING.accepts(file(other), tvsKnowing(other, TrustRole.TFTP)))
                .isEqualTo(refused(TrustRefusal.BAD_SIGNATURE));
        assertThat(asked).hasSize(1);
    }

    @Test
    void trustsASignerOnlyInItsRole() {
        assertThat(AT_VISITING.accepts(file(VISITING_RECOVERY), tvsKnowing(HOME)))
                .isEqualTo(refused(TrustRefusal.DENIED_BY_TVS));
        TrustList signedByManager = TrustList.builder(TrustListKind.ITL, Forge.TIME)
                .record(Forge.record(TrustRole.SAST, VISITING))
                .build(VISITING.signer());
        assertThat(AT_VISITING.accepts(signedByManager, tvsKnowing(HOME)))
                .isEqualTo(refused(TrustRefusal.DENIED_BY_TVS));
    }

    @Test
    void asksNoTvsThatItCouldNotKnow() {
        PhoneTrust without = PhoneTrust.empty()
                .holding(TrustList.builder(TrustListKind.ITL, Forge.TIME)
                        .record(Forge.record(TrustRole.SAST, VISITING_RECOVERY))
                        .build(VISITING_RECOVERY.signer()));

        assertThat(without.accepts(HOME_FILE, tvsKnowing(HOME, TrustRole.TFTP)))
                .isEqualTo(refused(TrustRefusal.UNKNOWN_SIGNER));
        assertThat(asked).isEmpty();
    }

    @Test
    void believesNoTvsThatSpeaksOfAnotherCertificate() {
        TrustVerifier confused = signer -> new TrustVerifier.Valid(HOME_RECOVERY.certificate(), Set.of(TrustRole.TFTP));

        assertThat(AT_VISITING.accepts(HOME_FILE, confused)).isEqualTo(refused(TrustRefusal.DENIED_BY_TVS));
    }

    @Test
    void refusesWhatIsNotTheFileThatItAsked() {
        SignedFile file = file(VISITING);
        TrustVerifier none = TrustVerifier.unreachable();

        assertThat(AT_VISITING.acceptsAs(NAME, file, none).isAccepted()).isTrue();
        assertThat(AT_VISITING
                        .acceptsAs("sep001122334455.CNF.XML.sgn", file, none)
                        .isAccepted())
                .isTrue();
        assertThat(AT_VISITING.acceptsAs("SEP001122334456.cnf.xml.sgn", file, none))
                .isEqualTo(refused(TrustRefusal.WRONG_NAME));
        assertThat(AT_VISITING
                        .acceptsAs("ITLSEP001122334455.tlv", VISITING_ITL, none)
                        .isAccepted())
                .isTrue();
    }

    @Test
    void takesOnlyTheKindOfFileThatItAsked() {
        TrustVerifier none = TrustVerifier.unreachable();
        for (String asked : List.of("itlsep001122334455.TLV", "ITLFile.tlv", "/a/ITLFile.tlv", "a\\itlFile.tlv")) {
            assertThat(AT_VISITING.acceptsAs(asked, VISITING_ITL, none).isAccepted())
                    .as(asked)
                    .isTrue();
        }
        for (String asked : List.of(
                "",
                NAME,
                "CTLSEP001122334455.tlv",
                "CTLFile.tlv",
                "ITLSEP001122334455.tlv.sgn",
                "ITL/SEP001122334455.tlv",
                "SEPITL.tlv")) {
            assertThat(AT_VISITING.acceptsAs(asked, VISITING_ITL, none))
                    .as(asked)
                    .isEqualTo(refused(TrustRefusal.WRONG_NAME));
            assertThat(PhoneTrust.empty().acceptsAs(asked, VISITING_ITL, none))
                    .as(asked)
                    .isEqualTo(refused(TrustRefusal.WRONG_NAME));
        }
        String encrypted = "SEP001122334455.cnf.xml.ENC.sgn";
        assertThat(AT_VISITING.acceptsAs(encrypted, encrypted(encrypted), none).isAccepted())
                .isTrue();
        assertThat(AT_VISITING.acceptsAs(encrypted, signed(encrypted), none))
                .isEqualTo(refused(TrustRefusal.WRONG_NAME));
        assertThat(AT_VISITING.acceptsAs(NAME, encrypted(NAME), none)).isEqualTo(refused(TrustRefusal.WRONG_NAME));
        for (String list : List.of("ITLFile.tlv", "ITLSEP001122334455.TLV")) {
            assertThat(AT_VISITING.acceptsAs(list, signed(list), none)).isEqualTo(refused(TrustRefusal.WRONG_NAME));
            assertThat(AT_VISITING.acceptsAs(list, encrypted(list), none)).isEqualTo(refused(TrustRefusal.WRONG_NAME));
        }
    }

    private static SignedFile signed(String name) {
        return SignedFile.builder(name, new byte[3], Forge.TIME).build(VISITING.signer());
    }

    private static EncryptedFile encrypted(String name) {
        RSAPublicKey phone = (RSAPublicKey) Identities.key("phone", "RSA", 1024).getPublic();
        return EncryptedFile.builder(name, new byte[3], phone, Forge.TIME).build(VISITING.signer(), new SecureRandom());
    }

    @Test
    void asksATvsOnlyByAKeyThatItCanUse() {
        Identity curve = Identities.ec("CN=tvs-ec,O=Lab", "14", 256);
        TrustRecord withoutKey =
                TrustRecord.builder(TrustRole.TVS).dnsName("tvs").build();

        assertThat(holding(EnvelopeVersion.V1_1, withoutKey)).isEqualTo(TrustRefusal.UNKNOWN_SIGNER);
        assertThat(holding(EnvelopeVersion.V1_0, Forge.record(TrustRole.TVS, curve)))
                .isEqualTo(TrustRefusal.UNKNOWN_SIGNER);
        assertThat(holding(EnvelopeVersion.V1_1, Forge.record(TrustRole.TVS, curve)))
                .isEqualTo(TrustRefusal.TVS_UNREACHABLE);
        assertThat(holding(EnvelopeVersion.V1_0, Forge.record(TrustRole.TVS, VISITING_TVS)))
                .isEqualTo(TrustRefusal.TVS_UNREACHABLE);
        assertThat(holding(EnvelopeVersion.V1_0, withoutKey, Forge.record(TrustRole.TVS, VISITING_TVS)))
                .isEqualTo(TrustRefusal.TVS_UNREACHABLE);
    }

    /** Why a phone that holds a list with these records refuses a file of an unknown signer. */
    private static TrustRefusal holding(EnvelopeVersion signerVersion, TrustRecord... records) {
        TrustList.Builder builder = TrustList.builder(TrustListKind.ITL, Forge.TIME)
                .signerVersion(signerVersion)
                .record(Forge.record(TrustRole.SAST, VISITING_RECOVERY));
        for (TrustRecord record : records) {
            builder.record(record);
        }
        PhoneTrust phone = PhoneTrust.empty().holding(builder.build(VISITING_RECOVERY.signer()));
        return ((TrustVerdict.Refused) phone.accepts(HOME_FILE)).reason();
    }

    @Test
    void aRecordThatDoesNotFitHidesNoGoodOne() {
        Identity impostor = Identities.of("CN=home-pub,O=Lab", "21", Identities.key("impostor", "RSA", 1024));
        Identity second = Identities.of("CN=ITLRECOVERY_home,O=Lab", "22", Identities.key("impostor", "RSA", 1024));
        TrustRecord good = Forge.record(TrustRole.CCM_TFTP, HOME);
        TrustRecord goodSigner = Forge.record(TrustRole.SAST, HOME_RECOVERY);
        TrustList list = Forge.list(
                "ITLFile.tlv",
                HOME_RECOVERY,
                Forge.named(TrustRole.SAST, HOME_RECOVERY),
                Forge.record(TrustRole.SAST, second),
                goodSigner,
                Forge.named(TrustRole.TFTP, HOME),
                Forge.record(TrustRole.TFTP, impostor),
                good);

        assertThat(list.check()).isEqualTo(new ListCheck.SignedBy(goodSigner, FileDigest.SHA_1));
        PhoneTrust phone = PhoneTrust.empty().holding(list);
        assertThat(phone.accepts(HOME_FILE)).isEqualTo(new TrustVerdict.Known(TrustListKind.ITL, good));
        assertThat(phone.accepts(HOME_ITL)).isEqualTo(new TrustVerdict.Known(TrustListKind.ITL, goodSigner));
        assertThat(PhoneTrust.empty()
                        .holding(Forge.list("ITLFile.tlv", HOME_RECOVERY, Forge.named(TrustRole.TFTP, HOME)))
                        .accepts(HOME_FILE))
                .isEqualTo(refused(TrustRefusal.UNFIT_KEY));
    }

    @Test
    void triesNoMoreThanEightRecords() {
        TrustRecord bad = Forge.named(TrustRole.TFTP, HOME);
        List<TrustRecord> records = new ArrayList<>(Collections.nCopies(7, bad));
        records.add(Forge.record(TrustRole.TFTP, HOME));
        assertThat(PhoneTrust.empty()
                        .holding(Forge.list("ITLFile.tlv", HOME_RECOVERY, records.toArray(TrustRecord[]::new)))
                        .accepts(HOME_FILE)
                        .isAccepted())
                .isTrue();
        records.add(0, bad);
        assertThat(PhoneTrust.empty()
                        .holding(Forge.list("ITLFile.tlv", HOME_RECOVERY, records.toArray(TrustRecord[]::new)))
                        .accepts(HOME_FILE))
                .isEqualTo(refused(TrustRefusal.UNFIT_KEY));
    }

    @Test
    void refusesListsThatNoPhoneTakesEvenAtFirstUse() {
        TrustList named = Forge.list(
                "ITLSEP001122334455.tlv", VISITING_RECOVERY, Forge.record(TrustRole.SAST, VISITING_RECOVERY));

        assertThat(PhoneTrust.empty().accepts(named)).isEqualTo(refused(TrustRefusal.WRONG_NAME));
        assertThatThrownBy(() -> PhoneTrust.empty().holding(named)).isInstanceOf(IllegalArgumentException.class);
        byte[] changed = VISITING_ITL.encode();
        changed[changed.length - 1] ^= 1;
        assertThat(PhoneTrust.empty().accepts(TrustList.decodeOrThrow(changed)).isAccepted())
                .isFalse();
    }

    @Test
    void printsAndComparesByItsLists() {
        assertThat(AT_VISITING).isEqualTo(PhoneTrust.empty().holding(VISITING_ITL));
        assertThat(AT_VISITING).hasSameHashCodeAs(PhoneTrust.empty().holding(VISITING_ITL));
        assertThat(AT_VISITING).isNotEqualTo(PhoneTrust.empty());
        assertThat(AT_VISITING.toString()).startsWith("PhoneTrust[no CTL, TrustList[");
    }

    @Test
    void everyRefusalHasACodeAndARemedy() {
        assertThat(TrustRefusal.values()).extracting(TrustRefusal::code).doesNotHaveDuplicates();
        assertThat(TrustRefusal.values())
                .allSatisfy(reason -> assertThat(reason.message()).isNotBlank())
                .allSatisfy(reason -> assertThat(reason.remedy()).isNotBlank())
                .allSatisfy(reason -> assertThat(reason.code()).matches("EMCC-TFTP-\\d{4}"));
    }
}
