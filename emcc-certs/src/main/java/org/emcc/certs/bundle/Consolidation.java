package org.emcc.certs.bundle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.emcc.certs.internal.CertificateText;
import org.emcc.certs.internal.Json;
import org.emcc.certs.internal.ReportText;

/**
 * What a consolidation wrote, and of what.
 *
 * <p>Two are equal when they wrote the same of the same, whatever work that took.
 *
 * <p>Source: certificates 1.12, 4.4 (C7, C8, C22).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class Consolidation {
    private final List<FileHash> outputs;
    private final List<String> files;
    private final CertificateBundle bundle;
    private final List<FileHash> inputs;
    private final int filesOpened;

    /**
     * A consolidation of which no hashes are known.
     *
     * @param files the names of the BULK files
     * @param bundle all certificates, with the STORE files they came from
     */
    public Consolidation(List<String> files, CertificateBundle bundle) {
        this(List.copyOf(files), List.of(), bundle, List.of(), 0);
    }

    private Consolidation(
            List<String> files,
            List<FileHash> outputs,
            CertificateBundle bundle,
            List<FileHash> inputs,
            int filesOpened) {
        this.files = files;
        this.outputs = outputs;
        this.bundle = Objects.requireNonNull(bundle, "bundle");
        this.inputs = inputs;
        this.filesOpened = filesOpened;
    }

    static Consolidation of(List<FileHash> outputs, CertificateBundle bundle, List<FileHash> inputs, int filesOpened) {
        return new Consolidation(
                outputs.stream().map(FileHash::file).toList(),
                List.copyOf(outputs),
                bundle,
                List.copyOf(inputs),
                filesOpened);
    }

    /**
     * The names of the BULK files.
     *
     * @return the names, in their order; unmodifiable
     */
    public List<String> files() {
        return files;
    }

    /**
     * All certificates.
     *
     * @return the certificates, with the STORE files they came from
     */
    public CertificateBundle bundle() {
        return bundle;
    }

    /**
     * The BULK files with their hashes.
     *
     * @return the files, in the order of their names; unmodifiable
     */
    public List<FileHash> outputs() {
        return outputs;
    }

    /**
     * The STORE files it was made of, as far as a later consolidation need not open them again: without those in which
     * something had to be tolerated.
     *
     * @return the files, in the order of their names; unmodifiable
     */
    public List<FileHash> inputs() {
        return inputs;
    }

    /**
     * How many files had to be opened, each at the price of its key derivations; the others were known by their hash.
     *
     * @return the number of files, 0 or more
     */
    public int filesOpened() {
        return filesOpened;
    }

    /**
     * What was written, or would be, for people. Hashes are shortened to 16 digits.
     *
     * @return lines that end in a line feed, the same for equal consolidations
     */
    public String toText() {
        ReportText out = new ReportText()
                .line("Consolidation: " + ReportText.count(files.size(), "BULK file") + ", "
                        + ReportText.count(bundle.certificates().size(), "certificate"));
        if (!files.isEmpty()) {
            out.heading("BULK files");
            Map<String, String> hashes = new HashMap<>();
            outputs.forEach(each -> hashes.put(each.file(), ", SHA-256 " + CertificateText.shortened(each.sha256())));
            files.forEach(each -> out.line("  " + each + hashes.getOrDefault(each, "")));
        }
        if (!bundle.certificates().isEmpty()) {
            BundleText.describe(bundle.certificates(), out.heading("Certificates"));
        }
        return out.toString();
    }

    /**
     * What was written, or would be, for programs.
     *
     * @return a JSON object on several lines, the same for equal consolidations; names may be added in later versions
     */
    public String toJson() {
        return Json.pretty(json());
    }

    Map<String, Object> json() {
        Map<String, Object> json = Json.object(
                "files", files,
                "outputs", outputs.stream().map(BundleText::json).toList(),
                "inputs", inputs.stream().map(BundleText::json).toList());
        json.putAll(bundle.json());
        return json;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Consolidation that
                && files.equals(that.files)
                && outputs.equals(that.outputs)
                && bundle.equals(that.bundle)
                && inputs.equals(that.inputs);
    }

    @Override
    public int hashCode() {
        return Objects.hash(files, outputs, bundle, inputs);
    }

    /** The names of the BULK files and the certificates. */
    @Override
    public String toString() {
        return "Consolidation[" + files + ", " + bundle + "]";
    }
}
