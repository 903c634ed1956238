package org.emcc.tftp.trust;

import java.security.PublicKey;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a phone trusts: the lists that it holds, and what follows from them for the next file. The entries of both lists count.
 *
 * <p>The rules: a trust list must pass {@link TrustList#check}; then its signer must be a record with the role SAST of a list
 * that the phone holds, with the same key; or TVS must know it in that role; a phone without any list takes the first that it
 * gets. Any other file must be signed by a record with the role TFTP or CCM+TFTP, or by a certificate that TVS knows in one of
 * these roles. Of several records that name the signer, at most eight in a list are tried, and the first counts whose key fits
 * (inferred). A phone asks TVS only when a list that it holds has a record with a key for it, because otherwise it could not know
 * TVS itself (inferred); with an elliptic-curve key only when the signer version of that list is 1.1.
 *
 * <p>The vendor's firmware is outside: the key of its signer is in the phone and in no list, so that the verdict on it says
 * nothing of what the phone does.
 *
 * <p>The table of a cross-cluster login is walked by asking for each file in turn, with the TVS of the cluster whose list the
 * phone holds at that moment: home's list against visiting's lists, home's files against home's list, visiting's list against
 * home's when the user has logged out.
 *
 * <p>Source: phone-config-files 6.5 (verification), 7, 8.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class PhoneTrust {
    private static final PhoneTrust EMPTY = new PhoneTrust(null, null);

    private static final String LIST_ENDING = ".tlv";
    private static final String ENCRYPTED_ENDING = ".enc.sgn";

    private final @Nullable TrustList ctl;
    private final @Nullable TrustList itl;

    private PhoneTrust(@Nullable TrustList ctl, @Nullable TrustList itl) {
        this.ctl = ctl;
        this.itl = itl;
    }

    /**
     * A phone that holds no list: it takes the first that it gets.
     *
     * @return the same value every time
     */
    public static PhoneTrust empty() {
        return EMPTY;
    }

    /**
     * The phone once it holds this list, in place of the one of the same kind. Whether it would take the list is not asked:
     * {@link #accepts(Envelope)} is.
     *
     * @param list the list
     * @return a new value
     * @throws IllegalArgumentException when the name in the list's header is neither {@code ITLFile.tlv} nor {@code CTLFile.tlv}
     */
    public PhoneTrust holding(TrustList list) {
        TrustListKind kind = list.kind()
                .orElseThrow(() -> new IllegalArgumentException(
                        "name in the header of a trust list must be ITLFile.tlv or CTLFile.tlv, but is another"));
        return kind == TrustListKind.CTL ? new PhoneTrust(list, itl) : new PhoneTrust(ctl, list);
    }

    /**
     * A list that the phone holds.
     *
     * @param kind which of the two
     * @return the list, if it holds one of this kind
     */
    public Optional<TrustList> list(TrustListKind kind) {
        return Optional.ofNullable(Objects.requireNonNull(kind, "kind") == TrustListKind.CTL ? ctl : itl);
    }

    /**
     * Whether the phone takes a file when TVS does not answer.
     *
     * @param file a trust list, a signed file, or an encrypted one
     * @return the verdict
     */
    public TrustVerdict accepts(Envelope file) {
        return accepts(file, TrustVerifier.unreachable());
    }

    /**
     * Whether the phone takes a file.
     *
     * @param file a trust list, a signed file, or an encrypted one; the name in the latter two is not looked at
     * @param verifier the TVS that the phone asks; it is asked at most once, and only when the lists do not decide
     * @return the verdict
     */
    public TrustVerdict accepts(Envelope file, TrustVerifier verifier) {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(verifier, "verifier");
        return file instanceof TrustList list ? acceptsList(list, verifier) : acceptsFile(file, verifier);
    }

    /**
     * Whether the phone takes a file as the answer to what it asked. The name in a signed or encrypted file must be the name that
     * was asked, without regard to case (that phones compare them is inferred); else a file of another phone would do. The kind
     * of file must be the one that was asked too: for a name without its folders that begins with {@code ITL} or {@code CTL} and
     * ends in {@code .tlv} the trust list of that kind, for one that ends in {@code .enc.sgn} an encrypted file, for any other a
     * signed one; {@link TrustRefusal#WRONG_NAME} otherwise.
     *
     * @param askedName the name as the phone asked it
     * @param file a trust list, a signed file, or an encrypted one; the name in a trust list is a generic one
     * @param verifier the TVS that the phone asks; it is asked at most once, and only when the lists do not decide
     * @return the verdict
     */
    public TrustVerdict acceptsAs(String askedName, Envelope file, TrustVerifier verifier) {
        Objects.requireNonNull(askedName, "askedName");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(verifier, "verifier");
        return isAnswer(askedName.toLowerCase(Locale.ROOT), file)
                ? accepts(file, verifier)
                : new TrustVerdict.Refused(TrustRefusal.WRONG_NAME);
    }

    private static boolean isAnswer(String asked, Envelope file) {
        if (file instanceof TrustList list) {
            String bare = asked.substring(Math.max(asked.lastIndexOf('/'), asked.lastIndexOf('\\')) + 1);
            return bare.endsWith(LIST_ENDING)
                    && list.kind()
                            .filter(kind -> bare.startsWith(kind.name().toLowerCase(Locale.ROOT)))
                            .isPresent();
        }
        return !asked.endsWith(LIST_ENDING)
                && asked.endsWith(ENCRYPTED_ENDING) == file instanceof EncryptedFile
                && file.header().fileName().toLowerCase(Locale.ROOT).equals(asked);
    }

    private TrustVerdict acceptsList(TrustList list, TrustVerifier verifier) {
        ListCheck check = list.check();
        if (check instanceof ListCheck.Refused refused) {
            return new TrustVerdict.Refused(refused.reason());
        }
        TrustRecord signer = ((ListCheck.SignedBy) check).signer();
        if (ctl == null && itl == null) {
            return new TrustVerdict.FirstUse(signer);
        }
        PublicKey key = signer.key().orElseThrow();
        for (TrustListKind kind : TrustListKind.values()) {
            Optional<TrustRecord> held = Signatures.named(list, records(kind), TrustRole.SAST::equals).stream()
                    .filter(record ->
                            record.key().filter(other -> Keys.same(key, other)).isPresent())
                    .findFirst();
            if (held.isPresent()) {
                return new TrustVerdict.Known(kind, held.get());
            }
        }
        return asksTvs(list, verifier, true);
    }

    private TrustVerdict acceptsFile(Envelope file, TrustVerifier verifier) {
        Optional<TrustRefusal> refusal = Optional.empty();
        for (TrustListKind kind : TrustListKind.values()) {
            Optional<ListCheck> check = Signatures.signer(file, records(kind), TrustRole::signsFiles);
            if (check.isPresent() && check.get() instanceof ListCheck.SignedBy signed) {
                return new TrustVerdict.Known(kind, signed.signer());
            }
            if (check.isPresent() && check.get() instanceof ListCheck.Refused refused) {
                refusal = Optional.of(refused.reason());
            }
        }
        return refusal.<TrustVerdict>map(TrustVerdict.Refused::new).orElseGet(() -> asksTvs(file, verifier, false));
    }

    private TrustVerdict asksTvs(Envelope file, TrustVerifier verifier, boolean isList) {
        boolean knowsTvs = Stream.of(TrustListKind.values())
                .flatMap(kind -> list(kind).stream())
                .anyMatch(TrustList::knowsTvs);
        if (!knowsTvs) {
            return new TrustVerdict.Refused(TrustRefusal.UNKNOWN_SIGNER);
        }
        TrustVerifier.Answer answer = verifier.ask(file.header().signer());
        if (!(answer instanceof TrustVerifier.Valid valid)) {
            return new TrustVerdict.Refused(
                    answer instanceof TrustVerifier.Invalid
                            ? TrustRefusal.DENIED_BY_TVS
                            : TrustRefusal.TVS_UNREACHABLE);
        }
        if (!SignerId.of(valid.certificate()).matches(file.header().signer())) {
            return new TrustVerdict.Refused(TrustRefusal.DENIED_BY_TVS); // it speaks of another certificate
        }
        boolean maySign = isList
                ? valid.roles().contains(TrustRole.SAST)
                : valid.roles().stream().anyMatch(TrustRole::signsFiles);
        if (!maySign) {
            return new TrustVerdict.Refused(TrustRefusal.WRONG_ROLE);
        }
        SignatureCheck check = file.verify(valid.certificate().getPublicKey());
        return check instanceof SignatureCheck.Refused refused
                ? new TrustVerdict.Refused(refused.reason())
                : new TrustVerdict.Vouched(valid.certificate());
    }

    private List<TrustRecord> records(TrustListKind kind) {
        return list(kind).map(TrustList::records).orElse(List.of());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PhoneTrust that && Objects.equals(ctl, that.ctl) && Objects.equals(itl, that.itl);
    }

    @Override
    public int hashCode() {
        return Objects.hash(ctl, itl);
    }

    /** The lists, by their headers. */
    @Override
    public String toString() {
        return "PhoneTrust[" + (ctl == null ? "no CTL" : ctl) + ", " + (itl == null ? "no ITL" : itl) + "]";
    }
}
