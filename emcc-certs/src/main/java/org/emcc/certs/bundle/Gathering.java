package org.emcc.certs.bundle;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.emcc.certs.bundle.DepotReader.Reading;
import org.emcc.certs.pkcs12.CertificateFile;
import org.emcc.certs.pkcs12.Fingerprint;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;

/** What files of one moment hold, in their order. Some may be loaded before their turn, to be opened by others meanwhile. */
final class Gathering {
    private final Ledger.State state;
    private final FileOrigins origins;
    private final Map<FileHash, List<BundledCertificate>> known;
    private final Openings openings;
    private final int ahead;
    private final long most;
    private final Map<Fingerprint, Instant> old;
    private final Queue<Loaded> waiting = new ArrayDeque<>();
    private long held;
    private final List<BundledCertificate> found = new ArrayList<>();
    private final List<FileHash> clean = new ArrayList<>();
    private final List<Problem> problems;
    private final List<Problem> changed = new ArrayList<>();
    private boolean complete = true;
    private int opened;

    /** A file before its turn. */
    private record Loaded(FileHash hash, Ledger.Found found) {
        byte[] octets() {
            return found.content();
        }
    }

    /**
     * Nothing yet.
     *
     * @param state the moment
     * @param origins of whom the files are
     * @param known what need not be opened
     * @param openings opens the others
     * @param ahead how many files wait for their turn
     * @param most how many octets of them
     * @param remarks what was met before
     */
    Gathering(
            Ledger.State state,
            FileOrigins origins,
            Map<FileHash, List<BundledCertificate>> known,
            Openings openings,
            int ahead,
            long most,
            List<Problem> remarks) {
        this.state = state;
        this.origins = origins;
        this.known = known;
        this.openings = openings;
        this.ahead = ahead;
        this.most = most;
        this.old = state.consolidation().map(ConsolidationManifest::old).orElse(Map.of());
        this.problems = new ArrayList<>(remarks);
    }

    /** A file is not as it has to be at this moment. */
    void changed(String name, String rule) {
        changed.add(new Problem(name, rule));
    }

    void add(String name, Ledger.Found content) {
        Loaded file = new Loaded(new FileHash(name, content.sha256()), content);
        if (!known.containsKey(file.hash())) {
            openings.begin(file.hash().sha256(), file.octets());
        }
        waiting.add(file);
        held += file.octets().length;
        while (waiting.size() > ahead || held > most) {
            takeNext();
        }
    }

    Reading reading() {
        while (!waiting.isEmpty()) {
            takeNext();
        }
        return changed.isEmpty()
                ? new Reading(state, found, clean, problems, opened, complete ? null : BulkRefusal.UNREADABLE_FILE)
                : Reading.refused(state, BulkRefusal.CHANGED_FILE, changed);
    }

    private void takeNext() {
        Loaded file = waiting.remove();
        held -= file.octets().length;
        String name = file.hash().file();
        if (file.found().copied()) {
            problems.add(new Problem(name, "has not the content that its manifest names; the copy beside it counts"));
        }
        CertificateOrigin origin = origins.of(name);
        boolean bulk = origins.is(BulkFileName.Kind.BULK, name);
        for (BundledCertificate bundled : certificates(file, List.of(origin))) {
            Optional<Instant> until = bulk ? Optional.ofNullable(old.get(bundled.fingerprint())) : Optional.empty();
            found.add(until.map(bundled::withOldUntil).orElse(bundled));
        }
    }

    private List<BundledCertificate> certificates(Loaded file, List<CertificateOrigin> origin) {
        List<BundledCertificate> before = known.getOrDefault(file.hash(), List.of());
        if (!before.isEmpty()) {
            clean.add(file.hash());
            return before.stream().map(each -> each.withOrigins(origin)).toList();
        }
        opened++;
        String name = file.hash().file();
        Decoded<CertificateFile> decoded = openings.open(file.hash().sha256(), file.octets());
        decoded.problems().forEach(p -> problems.add(new Problem(name + " " + p.where(), p.message())));
        List<BundledCertificate> certificates = decoded.value().map(CertificateFile::bags).orElse(List.of()).stream()
                .map(bag -> BundledCertificate.of(bag.certificate(), origin))
                .toList();
        if (certificates.isEmpty()) {
            complete = false;
            if (decoded.problems().isEmpty()) {
                problems.add(new Problem(name, "must hold a certificate, but holds none"));
            }
        } else if (decoded.problems().isEmpty()) {
            clean.add(file.hash());
        }
        return certificates;
    }
}
