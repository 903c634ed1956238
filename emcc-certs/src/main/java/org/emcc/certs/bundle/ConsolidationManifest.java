package org.emcc.certs.bundle;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.emcc.certs.pkcs12.Fingerprint;
import org.emcc.core.Decoded;
import org.emcc.core.id.ClusterId;

/**
 * The BULK files of one consolidation and what they were made of. Of several in a depot the one with the greatest sequence
 * number counts, and of those the one with the greatest hash: always the files of one consolidation, never of two.
 *
 * @param sequence counts the consolidations of the depot
 * @param outputs the BULK files
 * @param inputs the STORE files that need not be opened again
 * @param origins where each certificate was found
 * @param old until when certificates are kept that have been replaced
 */
record ConsolidationManifest(
        long sequence,
        List<FileHash> outputs,
        List<FileHash> inputs,
        Map<Fingerprint, List<CertificateOrigin>> origins,
        Map<Fingerprint, Instant> old) {
    private static final String KIND = "consolidation";

    static ConsolidationManifest of(
            long sequence, List<FileHash> outputs, List<FileHash> inputs, CertificateBundle bundle) {
        Map<Fingerprint, List<CertificateOrigin>> origins = new TreeMap<>();
        Map<Fingerprint, Instant> old = new TreeMap<>();
        for (BundledCertificate each : bundle.certificates()) {
            origins.put(each.fingerprint(), each.origins());
            each.oldUntil().ifPresent(until -> old.put(each.fingerprint(), until));
        }
        return new ConsolidationManifest(sequence, outputs, inputs, origins, old);
    }

    ConsolidationManifest withSequence(long number) {
        return new ConsolidationManifest(number, outputs, inputs, origins, old);
    }

    byte[] encode() {
        ManifestLines lines = new ManifestLines(KIND).line("sequence", sequence);
        outputs.forEach(each -> lines.line("bulk", each.sha256(), each.file()));
        inputs.forEach(each -> lines.line("store", each.sha256(), each.file()));
        origins.forEach((fingerprint, all) -> all.forEach(each -> lines.line(
                "origin",
                fingerprint,
                ManifestLines.cluster(each.cluster()),
                each.type(),
                each.source(),
                each.file())));
        old.forEach((fingerprint, until) -> lines.line("old", fingerprint, until));
        return lines.encode();
    }

    static Decoded<ConsolidationManifest> decode(String name, byte[] content) {
        long sequence = 0;
        List<FileHash> outputs = new ArrayList<>();
        List<FileHash> inputs = new ArrayList<>();
        Map<Fingerprint, List<CertificateOrigin>> origins = new TreeMap<>();
        Map<Fingerprint, Instant> old = new TreeMap<>();
        try {
            for (String line : ManifestLines.lines(content, KIND)) {
                switch (line.substring(0, Math.max(0, line.indexOf(' ')))) {
                    case "sequence" -> sequence = ManifestLines.sequence(ManifestLines.words(line, 2)[1]);
                    case "bulk" -> outputs.add(hash(line));
                    case "store" -> inputs.add(hash(line));
                    case "origin" -> {
                        String[] words = ManifestLines.words(line, 6);
                        origins.computeIfAbsent(new Fingerprint(words[1]), found -> new ArrayList<>())
                                .add(origin(words));
                    }
                    case "old" -> {
                        String[] words = ManifestLines.words(line, 3);
                        old.put(new Fingerprint(words[1]), Instant.parse(words[2]));
                    }
                    default ->
                        throw new IllegalArgumentException(
                                "must have lines \"sequence\", \"bulk\", \"store\", \"origin\" and \"old\" only");
                }
            }
            if (sequence == 0) {
                throw new IllegalArgumentException("must have a line \"sequence\"");
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            return Decoded.refused(name, "is no manifest of a consolidation: " + e.getMessage());
        }
        return Decoded.ok(new ConsolidationManifest(sequence, outputs, inputs, origins, old));
    }

    private static FileHash hash(String line) {
        String[] words = ManifestLines.words(line, 3);
        return new FileHash(words[2], words[1]);
    }

    private static CertificateOrigin origin(String[] words) {
        CertificateOrigin origin =
                new CertificateOrigin(BulkFileName.requireSource(words[4]), CertificateType.of(words[3]), words[5]);
        java.util.Optional<ClusterId> cluster = ManifestLines.cluster(words[2]);
        return cluster.map(origin::withCluster).orElse(origin);
    }
}
