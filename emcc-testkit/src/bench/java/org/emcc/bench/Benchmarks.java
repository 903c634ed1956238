package org.emcc.bench;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * Runs the benchmarks whose names a pattern finds: first those of whole clusters, one after the other in this virtual machine, then
 * those of JMH. Takes the options of JMH.
 */
public final class Benchmarks {
    private static final Map<String, Measurement> WHOLE = new TreeMap<>(Map.ofEntries(
            Map.entry("AxlAudit", AxlAudit::run),
            Map.entry("CertificateFiles", CertificateFiles::run),
            Map.entry("EmRequests", EmRequests::run),
            Map.entry("LabSize", LabSize::run),
            Map.entry("LabStart", LabStart::run),
            Map.entry("LoginCycles", LoginCycles::run),
            Map.entry("LoginFlatness", LoginFlatness::run),
            Map.entry("PhoneFilePublishing", PhoneFilePublishing::run),
            Map.entry("PostgresLogins", PostgresLogins::run),
            Map.entry("Registrations", Registrations::run),
            Map.entry("SipMessages", SipMessages::run),
            Map.entry("TftpTransfers", TftpTransfers::run)));

    private Benchmarks() {}

    private interface Measurement {
        void run() throws Exception;
    }

    /**
     * Runs what is asked for.
     *
     * @param arguments the options of JMH
     * @throws Exception when a benchmark fails
     */
    public static void main(String[] arguments) throws Exception {
        CommandLineOptions options = new CommandLineOptions(arguments);
        boolean any = false;
        for (Map.Entry<String, Measurement> each : WHOLE.entrySet()) {
            if (asked(options, each.getKey())) {
                System.out.println("# " + each.getKey());
                each.getValue().run();
                any = true;
            }
        }
        try {
            new Runner(options).run();
        } catch (NoBenchmarksException e) {
            if (!any) {
                throw e;
            }
        }
    }

    private static boolean asked(CommandLineOptions options, String name) {
        return options.getIncludes().stream()
                .anyMatch(include -> Pattern.compile(include).matcher(name).find());
    }
}
