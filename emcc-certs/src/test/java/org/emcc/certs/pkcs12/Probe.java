package org.emcc.certs.pkcs12;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import org.emcc.core.Decoded;

/**
 * A program for a process of its own, of this or of another JDK: reads and writes files, and says a line for each thing it saw. Its
 * one argument is a folder; the password of all files there is {@code changeit}.
 */
final class Probe {
    private static final char[] CHARACTERS = "changeit".toCharArray();
    private static final FilePassword PASSWORD = FilePassword.of(CHARACTERS);

    private Probe() {}

    public static void main(String[] arguments) throws Exception {
        List<String> before = providers();
        Path folder = Path.of(arguments[0]);
        List<CertificateBag> bags = new ArrayList<>();
        try (var found = Files.newDirectoryStream(folder, "*.p12")) {
            for (Path file : found) {
                byte[] octets = Files.readAllBytes(file);
                CertificateFile read = CertificateFile.decodeOrThrow(octets, PASSWORD, Pkcs12Limits.DEFAULTS);
                System.out.println(
                        "read " + file.getFileName() + " " + read.bags().size());
                bags.addAll(read.bags());
            }
        }
        write(bags);
        System.out.println("providers " + (providers().equals(before) ? "same" : "changed"));
        try (var found = Files.newDirectoryStream(folder, "*.hostile")) {
            for (Path file : found) {
                refuse(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        try (var found = Files.newDirectoryStream(folder, "*.p12")) {
            for (Path file : found) {
                System.out.println(
                        "KeyStore " + file.getFileName() + " " + aliases(Files.readAllBytes(file), CHARACTERS));
            }
        }
        char[] beyondAscii = "käse".toCharArray();
        for (Pkcs12Profile profile : Pkcs12Profile.values()) {
            byte[] octets = CertificateFile.of(bags.subList(0, 1)).encode(profile, FilePassword.of(beyondAscii));
            System.out.println("beyond ASCII " + profile + " "
                    + (aliases(octets, beyondAscii).equals("fails") ? "fails" : "opens"));
        }
        System.out.println("java " + Runtime.version().feature());
    }

    private static List<String> providers() {
        return Arrays.stream(Security.getProviders()).map(Object::toString).toList();
    }

    /** What is written of a set in two orders. */
    private static void write(List<CertificateBag> bags) throws Exception {
        for (int turn = 0; turn < 2; turn++) {
            TrustStoreExport export = TrustStoreExport.of(bags);
            for (Pkcs12Profile profile : Pkcs12Profile.values()) {
                hash(profile.name(), export.pkcs12(profile, PASSWORD));
            }
            hash("PEM", export.pem().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            hash("JKS", export.jks(PASSWORD));
            Collections.reverse(bags);
        }
    }

    private static void hash(String what, byte[] octets) throws Exception {
        System.out.println("hash " + what + " "
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets)));
    }

    /** What the second refusal of a file takes of the heap; the first loads classes. */
    private static void refuse(String name, byte[] octets) throws Exception {
        long allocated = 0;
        boolean refused = true;
        String why = "";
        long done = 0;
        for (int i = 0; i < 2; i++) {
            Derivations derivations = new Derivations();
            long begin = allocated();
            Decoded<CertificateFile> read = Pkcs12Reader.read(octets, PASSWORD, Pkcs12Limits.DEFAULTS, derivations);
            allocated = allocated() - begin;
            refused &= read.value().isEmpty();
            why = read.problems().toString();
            done += derivations.done();
        }
        System.out.println("hostile " + name + " " + (refused ? "refused" : "read") + " " + done + " " + octets.length
                + " " + allocated + " " + why);
    }

    /** By reflection, because the module that is tested does not read the platform's modules of management. */
    private static long allocated() throws Exception {
        Object threads = Class.forName("java.lang.management.ManagementFactory")
                .getMethod("getThreadMXBean")
                .invoke(null);
        return (long) Class.forName("com.sun.management.ThreadMXBean")
                .getMethod("getCurrentThreadAllocatedBytes")
                .invoke(threads);
    }

    private static String aliases(byte[] octets, char[] password) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(octets), password);
            return String.join(",", new TreeSet<>(Collections.list(store.aliases())));
        } catch (Exception e) {
            return "fails";
        }
    }
}
