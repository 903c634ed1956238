package org.emcc.testkit.phone;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.emcc.core.Decoded;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.tftp.config.PhoneConfiguration;
import org.emcc.tftp.config.RedirectFile;
import org.emcc.tftp.config.RedirectVocabulary;
import org.emcc.tftp.trust.PhoneTrust;
import org.emcc.tftp.trust.SignedFile;
import org.emcc.tftp.trust.TrustList;
import org.emcc.tftp.trust.TrustListKind;
import org.emcc.tftp.trust.TrustVerdict;
import org.emcc.tftp.trust.TrustVerifier;
import org.jspecify.annotations.Nullable;

/**
 * What a phone reads before it registers: the trust lists of the service, then its file, which is signed once the phone holds a list;
 * where that redirects it, the same of the home cluster. Whatever it does not trust it leaves, and keeps what it has.
 *
 * <p>Source: phone-config-files 2.2, 2.4, 4.3, 6.5 and 7; emcc-behaviour 2.9 (P1, P5). For one thread but for what says otherwise.
 */
final class Provisioning {
    /** The phone has no file that it may use, but can go on with the one that it has. */
    static final class DistrustedException extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        DistrustedException(String message) {
            super(message);
        }
    }

    /**
     * What the phone has read.
     *
     * @param configuration by which it registers
     * @param ofHome whether a redirect led to it
     */
    record Provisioned(PhoneConfiguration configuration, boolean ofHome) {}

    private final DeviceName name;
    private final ServiceAddress own;
    private final RedirectVocabulary vocabulary;
    private final Downloads downloads;
    private final Function<ServiceAddress, TrustVerifier> verifiers;
    private final Diary diary;
    private volatile PhoneTrust trust = PhoneTrust.empty();
    /** Of whose file the phone is using: that cluster's TVS is asked (4.5, the TVS row). */
    private volatile ServiceAddress applied;

    private volatile @Nullable RedirectFile redirect;

    /** Where it is written what happens. */
    interface Diary {
        void wrote(ServiceAddress with, String what, String... facts);

        void amiss(String what, String why);

        void fetched(FetchedFile file);
    }

    Provisioning(
            DeviceName name,
            ServiceAddress own,
            RedirectVocabulary vocabulary,
            Downloads downloads,
            Function<ServiceAddress, TrustVerifier> verifiers,
            Diary diary) {
        this.name = name;
        this.own = own;
        this.vocabulary = vocabulary;
        this.downloads = downloads;
        this.verifiers = verifiers;
        this.diary = diary;
        this.applied = own;
    }

    /** As an operator does with the menu of the phone: it trusts the first list that comes. */
    void forgetTrust() {
        trust = PhoneTrust.empty();
    }

    /** The lists it holds; any thread may ask. */
    PhoneTrust trust() {
        return trust;
    }

    /** The TVS of the cluster whose file the phone uses; any thread may ask. */
    TrustVerifier verifier() {
        return verifiers.apply(applied);
    }

    /** What sent the phone to another cluster when it read its files last; any thread may ask. */
    Optional<RedirectFile> redirect() {
        return Optional.ofNullable(redirect);
    }

    /**
     * Reads everything, beginning with the phone's own cluster.
     *
     * @throws DistrustedException when a file is signed by somebody whom the phone does not trust
     * @throws IllegalStateException when there is no file
     */
    Provisioned read() {
        PhoneConfiguration first = readFrom(own);
        redirect = null;
        if (!RedirectFile.isRedirect(first, vocabulary)) {
            applied = own;
            return new Provisioned(first, false);
        }
        RedirectFile sent = RedirectFile.from(first, vocabulary)
                .value()
                .orElseThrow(() -> new IllegalStateException("the redirect cannot be read"));
        redirect = sent;
        return readAtHome(sent.homeTftp());
    }

    private Provisioned readAtHome(List<ServiceAddress> servers) {
        diary.wrote(own, "enters EMCC mode", "home TFTP " + servers);
        RuntimeException last = new IllegalStateException("the redirect names no home TFTP server");
        for (ServiceAddress home : servers) {
            try {
                PhoneConfiguration there = readFrom(home);
                applied = home;
                return new Provisioned(there, true);
            } catch (DistrustedException e) {
                throw e;
            } catch (RuntimeException e) {
                last = e;
            }
        }
        throw last;
    }

    private PhoneConfiguration readFrom(ServiceAddress server) {
        for (TrustListKind kind : TrustListKind.values()) {
            takeList(server, kind.name() + name + ".tlv");
        }
        boolean signed = isHoldingLists();
        String file = name + ".cnf.xml" + (signed ? ".sgn" : "");
        Download download =
                downloads.fetch(server, file).orElseThrow(() -> new IllegalStateException(server + " has no " + file));
        byte[] bytes = download.bytes();
        byte[] content = signed ? contentOf(server, file, bytes) : bytes;
        PhoneConfiguration read = PhoneConfiguration.decodeOrThrow(content);
        boolean redirects = RedirectFile.isRedirect(read, vocabulary);
        diary.fetched(new FetchedFile(server, file, content, redirects));
        List<String> facts = new ArrayList<>(List.of(download.by(), bytes.length + " bytes"));
        facts.add(redirects ? "a redirect" : "device pool " + read.devicePool().orElse("unknown"));
        diary.wrote(server, "reads " + file, facts.toArray(String[]::new));
        return read;
    }

    private boolean isHoldingLists() {
        return List.of(TrustListKind.values()).stream()
                .anyMatch(kind -> trust.list(kind).isPresent());
    }

    /** A list that is not there is normal; one that is not trusted is left, and so are files of its signers later (2.4). */
    private void takeList(ServiceAddress server, String file) {
        Optional<byte[]> bytes = downloads.fetch(server, file).map(Download::bytes);
        if (bytes.isEmpty()) {
            return;
        }
        diary.fetched(new FetchedFile(server, file, bytes.get(), false));
        Decoded<TrustList> decoded = TrustList.decode(bytes.get());
        if (decoded.value().isEmpty()) {
            diary.amiss("keeps its trust lists", file + " cannot be read: " + decoded.problems());
            return;
        }
        TrustList list = decoded.value().get();
        TrustVerdict verdict = trust.acceptsAs(file, list, verifier());
        if (verdict instanceof TrustVerdict.Refused refused) {
            diary.amiss("keeps its trust lists", refused.reason().message());
            return;
        }
        if (!trust.list(list.kind().orElseThrow()).equals(Optional.of(list))) {
            diary.wrote(server, "takes " + file, why(verdict));
        }
        trust = trust.holding(list);
    }

    private byte[] contentOf(ServiceAddress server, String file, byte[] bytes) {
        Decoded<SignedFile> decoded = SignedFile.decode(bytes);
        SignedFile signed = decoded.value()
                .orElseThrow(() ->
                        new DistrustedException(file + " of " + server + " is no signed file: " + decoded.problems()));
        TrustVerdict verdict = trust.acceptsAs(file, signed, verifier());
        if (verdict instanceof TrustVerdict.Refused refused) {
            throw new DistrustedException(file + " of " + server + " is not trusted: "
                    + refused.reason().message());
        }
        return signed.content();
    }

    private static String why(TrustVerdict verdict) {
        if (verdict instanceof TrustVerdict.Known known) {
            return "signed by one of its " + known.list().name();
        }
        return verdict instanceof TrustVerdict.Vouched ? "its TVS knows the signer" : "the first list it gets";
    }
}
