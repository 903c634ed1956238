package org.emcc.testkit.lab;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.emcc.core.Decoded;
import org.emcc.core.id.ClusterId;
import org.emcc.testkit.fixture.Company;
import org.jspecify.annotations.Nullable;

/**
 * What a lab consists of, read from a small text. A line has words; what is behind {@code #} is a remark; a word with spaces stands in
 * quotation marks. How far a line is indented does not matter.
 *
 * <pre>
 * # two clusters of one company
 * control 8090                              # where commands are taken by HTTP; 0 for any port, none without this line
 *                                           # a file may follow whose first line is the token that they have to show
 * seed 7                                    # from which chance follows where faults are left to it
 * direct                                    # without faults, for thousands of phones; then without ports
 * remote SYD cucm-syd.example.com 127.0.0.1:8443   # a cluster beside the lab: its ID, its node, where its EM service listens
 * certificates shared                       # the directory where certificates are exchanged with those beside the lab
 *                                           # a file may follow whose first line is the password of what lies there
 *
 * ready NYC                                 # as Company.newYork() has it; NYC, LON and TYO are ready
 *
 * snapshot madrid.xml cucm-mad.example.com 4711471   # the likeness of a real cluster: the file of its snapshot, its node, the PIN of all
 *
 * cluster PAR cucm-par.example.com          # a cluster ID, and the name of its node
 *   release 14.0(1)SU3
 *   security mixed                          # or nonsecure; with trust lists and signed files
 *   protocol SIP                            # or SCCP, of all its phones
 *   sip UDP                                 # or TCP, of phones that are not secure
 *   pages plain                             # without TLS; else secure
 *   files http                              # over HTTP first; and "files signed" without being mixed
 *   base-devices 5
 *   ports em=8443 tftp=6969 sip=5060        # also pages, files, sip-udp, sip-tls, sccp; the system chooses the others
 *   expired                                 # its certificates have expired
 *   without-import                          # it has forgotten to import certificates
 *   without-exchange                        # it has no part in their exchange
 *   site Paris FR                           # a name and a country
 *     clock Europe/Paris D/M/Y "Central Europe Standard/Daylight Time"
 *     emergency css-emergency-FR 112 15 17 18
 *     phone SEP00AA11BB0001
 *     phone SEP00AA11BB0002 SCCP            # or SECURE, in a mixed cluster
 *     phones SEP00AA11BB1000 20             # as many with consecutive addresses; SECURE may follow
 *   user claire 4711471 33155550100 "Claire Curie"    # user ID, PIN, number, name
 *   users worker 100 71935518029 33155551000          # worker1 to worker100, with one PIN and consecutive numbers
 * </pre>
 *
 * <p>What belongs to a cluster stands below it, what belongs to a site below that; all this may stand below {@code ready} too, where users
 * and sites are added. A cluster of a snapshot is as its file says, read when the text is, from the directory in which the program runs;
 * below it stands how it speaks: {@code sip}, {@code pages}, {@code files}, {@code ports} and the like. A lab has at least two clusters.
 *
 * <p>Names of directories and files are those of the machine, from the working directory of the program on. The lab reads the files of
 * a token and of a password when it starts; so neither stands in this text, and neither is shown by the lab. Without a file the password of
 * certificate files is {@code lab}. They hold no keys.
 *
 * <p>A text that breaks a rule is refused with the number of the line and the rule. No text takes longer than its length, and that of its snapshots, demands.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class LabFile {
    /** A longer text is refused. */
    public static final int LONGEST = 1 << 20;

    private final List<Company> companies;
    private final Map<ClusterId, LabPorts> ports;
    private final long seed;
    private final @Nullable Integer control;
    private final @Nullable Path token;

    private final UnaryOperator<EmccLab.Builder> more;

    /**
     * What was read.
     *
     * @param token where the token of the control stands
     * @param more what else a lab of this kind is told
     */
    LabFile(
            List<Company> companies,
            Map<ClusterId, LabPorts> ports,
            long seed,
            @Nullable Integer control,
            @Nullable Path token,
            UnaryOperator<EmccLab.Builder> more) {
        this.companies = List.copyOf(companies);
        this.ports = Collections.unmodifiableMap(new LinkedHashMap<>(ports));
        this.seed = seed;
        this.control = control;
        this.token = token;
        this.more = more;
    }

    /**
     * The lab without a file: New York and London.
     *
     * @return the same as of a file with {@code ready NYC} and {@code ready LON}
     */
    public static LabFile standard() {
        return new LabFile(List.of(Company.newYork(), Company.london()), Map.of(), 0, null, null, lab -> lab);
    }

    /**
     * Reads a text.
     *
     * @param text the text, at most {@link #LONGEST} characters
     * @return the lab, or what is wrong with each line that is wrong, as {@code line 7} and a sentence; at most ten
     */
    public static Decoded<LabFile> decode(String text) {
        return new LabFileReader(Objects.requireNonNull(text, "text")).read();
    }

    /**
     * The clusters.
     *
     * @return at least two
     */
    public List<Company> companies() {
        return companies;
    }

    /**
     * The ports that were asked for.
     *
     * @return those of each cluster that asked
     */
    public Map<ClusterId, LabPorts> ports() {
        return ports;
    }

    /**
     * The seed.
     *
     * @return 0 where the text has none
     */
    public long seed() {
        return seed;
    }

    /**
     * Where commands are to be taken by HTTP.
     *
     * @return a TCP port, 0 for any; empty when they are not
     */
    public OptionalInt controlPort() {
        return control == null ? OptionalInt.empty() : OptionalInt.of(control);
    }

    /**
     * Where the token stands that commands by HTTP have to show.
     *
     * @return a file whose first line it is; empty when none was named
     */
    public Optional<Path> controlToken() {
        return Optional.ofNullable(token);
    }

    /**
     * A lab of this kind.
     *
     * @return a builder that can be told more
     * @throws IllegalArgumentException when the file of a password has none
     * @throws java.io.UncheckedIOException when it cannot be read; the message names it
     */
    public EmccLab.Builder builder() {
        EmccLab.Builder builder = EmccLab.builder().companies(companies).seed(seed);
        ports.forEach(builder::ports);
        return more.apply(builder);
    }

    /** The clusters; no PIN. */
    @Override
    public String toString() {
        return "LabFile" + companies;
    }
}
