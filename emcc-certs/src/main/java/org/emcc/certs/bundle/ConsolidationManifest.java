package org.emcc.certs.bundle;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.emcc.certs.internal.FileNames;
import org.emcc.certs.internal.Printable;
import org.emcc.certs.pkcs12.Fingerprint;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.core.id.ClusterId;
import org.emcc.core.internal.Require;

/**
 * The BULK files of one consolidation and what they were made of. Of several in a depot the one with the greatest sequence
 * number counts, of those the one that was made of the latest exports, and of
 * those the one with the greatest hash: always the files of one consolidation, never of two.
 *
 * @param sequence counts the consolidations of the depot: one more than that of the consolidation which its writer found
 * @param exports how much had been exported, as of {@link ExportManifest#weight}
 * @param outputs the BULK files
 * @param inputs the STORE files that need not be opened again
 * @param origins where each certificate was found
 * @param old until when certificates are kept that have been replaced
 */
record ConsolidationManifest(
        long sequence,
        BigInteger exports,
        List<FileHash> outputs,
        List<FileHash> inputs,
        Map<Fingerprint, List<CertificateOrigin>> origins,
        Map<Fingerprint, Instant> old) {
    static final Comparator<ConsolidationManifest> ORDER =
            Comparator.comparingLong(ConsolidationManifest::sequence).thenComparing(ConsolidationManifest::exports);
    private static final Set<String> NAMING = Set.of("bulk", "store", "origin");

    /** How many words the lines of each kind have. */
    private static final Map<String, Integer> WORDS =
            Map.of("sequence", 2, "exports", 2, "bulk", 3, "store", 3, "origin", 6, "old", 3);

    private static final String KIND = "consolidation";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,60}");

    static ConsolidationManifest of(
            BigInteger exports, List<FileHash> outputs, List<FileHash> inputs, CertificateBundle bundle) {
        Map<Fingerprint, List<CertificateOrigin>> origins = new TreeMap<>();
        Map<Fingerprint, Instant> old = new TreeMap<>();
        for (BundledCertificate each : bundle.certificates()) {
            origins.put(each.fingerprint(), each.origins());
            each.oldUntil().ifPresent(until -> old.put(each.fingerprint(), until));
        }
        return new ConsolidationManifest(1, exports, outputs, inputs, origins, old);
    }

    ConsolidationManifest withSequence(long number) {
        return new ConsolidationManifest(number, exports, outputs, inputs, origins, old);
    }

    byte[] encode() {
        ManifestLines lines = new ManifestLines(KIND).line("sequence", sequence).line("exports", exports);
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

    /** A line that names what can be no file of a depot is left out with a problem. */
    static Decoded<ConsolidationManifest> decode(String name, byte[] content) {
        long sequence = 0;
        BigInteger exports = BigInteger.ZERO;
        List<Problem> dropped = new ArrayList<>();
        List<FileHash> outputs = new ArrayList<>();
        List<FileHash> inputs = new ArrayList<>();
        Map<Fingerprint, List<CertificateOrigin>> origins = new TreeMap<>();
        Map<Fingerprint, Instant> old = new TreeMap<>();
        try {
            for (String line : ManifestLines.lines(content, KIND)) {
                String word = line.substring(0, Math.max(0, line.indexOf(' ')));
                Integer length = WORDS.get(word);
                if (length == null) {
                    throw new IllegalArgumentException(
                            "must have lines \"sequence\", \"exports\", \"bulk\", \"store\", \"origin\" and \"old\" only");
                }
                String[] words = ManifestLines.words(line, length);
                if (NAMING.contains(word) && !FileNames.isName(words[length - 1])) {
                    dropped.add(
                            new Problem(name, "has a line that does not count: " + FileNames.rule(words[length - 1])));
                    continue;
                }
                switch (word) {
                    case "sequence" -> sequence = ManifestLines.sequence(words[1]);
                    case "exports" -> exports = number(words[1]);
                    case "bulk" -> outputs.add(hash(words));
                    case "store" -> inputs.add(hash(words));
                    case "origin" ->
                        origins.computeIfAbsent(new Fingerprint(words[1]), found -> new ArrayList<>())
                                .add(origin(words));
                    default -> old.put(new Fingerprint(words[1]), Instant.parse(words[2]));
                }
            }
            if (ManifestLines.isTooGreat(sequence)) {
                throw new IllegalArgumentException(ManifestLines.rule(sequence));
            }
            if (sequence == 0) {
                throw new IllegalArgumentException("must have a line \"sequence\"");
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            return Decoded.refused(name, Printable.of("is no manifest of a consolidation: " + e.getMessage()));
        }
        return new Decoded.Ok<>(new ConsolidationManifest(sequence, exports, outputs, inputs, origins, old), dropped);
    }

    private static BigInteger number(String word) {
        return new BigInteger(Require.form(word, "number of exports", NUMBER, "have 1 to 60 digits"));
    }

    private static FileHash hash(String[] words) {
        return new FileHash(words[2], words[1]);
    }

    private static CertificateOrigin origin(String[] words) {
        CertificateOrigin origin =
                new CertificateOrigin(BulkFileName.requireSource(words[4]), CertificateType.of(words[3]), words[5]);
        java.util.Optional<ClusterId> cluster = ManifestLines.cluster(words[2]);
        return cluster.map(origin::withCluster).orElse(origin);
    }
}
