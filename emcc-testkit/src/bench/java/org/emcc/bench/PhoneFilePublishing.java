package org.emcc.bench;

import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.device.DeviceProfile;
import org.emcc.core.device.DeviceProtocol;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.device.Srst;
import org.emcc.core.directory.Directories;
import org.emcc.core.geolocation.CivicAddress;
import org.emcc.core.geolocation.CivicField;
import org.emcc.core.id.BaseDeviceName;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.session.Origin;
import org.emcc.core.session.Redirect;
import org.emcc.core.session.Sourced;
import org.emcc.core.session.TemporaryDevice;
import org.emcc.tftp.content.ClusterPhoneFiles;
import org.emcc.tftp.content.ContentAnswer;
import org.emcc.tftp.content.ContentName;
import org.emcc.tftp.content.ContentRequest;
import org.emcc.tftp.content.PhoneFileStore;
import org.emcc.tftp.content.Transport;

/**
 * The files of 60,000 phones: home files of their logins and the redirects of as many phones that are away, what they cost in memory,
 * and how fast they and the phones' own files are made, by one thread.
 */
final class PhoneFilePublishing {
    private static final int PHONES = 60_000;
    private static final int RUNS = 3;

    private PhoneFilePublishing() {}

    static void run() {
        ClusterConfiguration oslo = Estate.oslo(PHONES, 1);
        ClusterConfiguration lima = Estate.lima(PHONES);
        System.gc();
        homeFiles(oslo);
        redirects(lima);
        ownFiles(lima);
        wholeFiles();
    }

    private interface Deed {
        int of(ClusterPhoneFiles files, int phone);
    }

    private static void homeFiles(ClusterConfiguration oslo) {
        TemporaryDevice[] devices = new TemporaryDevice[PHONES];
        LoginId[] logins = logins("OSLO");
        for (int i = 0; i < PHONES; i++) {
            devices[i] = device(oslo, i, logins[i]);
        }
        report("home files", oslo, (files, i) -> files.publish(devices[i]).size());
    }

    private static void redirects(ClusterConfiguration lima) {
        LoginId[] logins = logins("LIMA");
        Redirect[] redirects = new Redirect[PHONES];
        for (int i = 0; i < PHONES; i++) {
            redirects[i] = new Redirect(
                    Estate.phone(i),
                    List.of(ServiceAddress.of("10.47.0.10")),
                    URI.create("http://cucm.lima.example.com:8080/emapp/EMAppServlet?device=" + Estate.phone(i)
                            + "&doLogout=true"));
        }
        report(
                "redirects",
                lima,
                (files, i) -> files.redirect(logins[i], redirects[i]).size());
    }

    /** Files that are made when a phone asks; nothing of them stays. */
    private static void ownFiles(ClusterConfiguration lima) {
        InetSocketAddress client = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        ContentRequest[] requests = new ContentRequest[PHONES];
        for (int i = 0; i < PHONES; i++) {
            requests[i] = new ContentRequest(ContentName.of(Estate.phone(i) + ".cnf.xml"), client, Transport.TFTP);
        }
        report(
                "own files",
                lima,
                (files, i) -> ((ContentAnswer.Found) files.find(requests[i]))
                        .content()
                        .size());
    }

    /** Files of some 12 KB, as {@link PhoneFileSample} makes them, in a store of their own. */
    private static void wholeFiles() {
        String[] logins = Arrays.stream(logins("WHOLE")).map(LoginId::value).toArray(String[]::new);
        DeviceName[] phones = IntStream.range(0, PHONES).mapToObj(Estate::phone).toArray(DeviceName[]::new);
        double[] rates = new double[RUNS];
        long bytes = 0;
        long heap = 0;
        for (int run = 0; run < RUNS; run++) {
            PhoneFileStore store = PhoneFileStore.builder().build();
            long before = heap();
            long begin = System.nanoTime();
            bytes = 0;
            for (int i = 0; i < PHONES; i++) {
                bytes += store.publish(phones[i], logins[i], PhoneFileSample.build(i));
            }
            rates[run] = PHONES * 1e9 / (System.nanoTime() - begin);
            heap = heap() - before;
            Reference.reachabilityFence(store);
        }
        print("files of 12 KB", rates, bytes, heap);
    }

    private static void report(String what, ClusterConfiguration cluster, Deed deed) {
        double[] rates = new double[RUNS];
        long bytes = 0;
        long heap = 0;
        for (int run = 0; run < RUNS; run++) {
            ClusterPhoneFiles files = ClusterPhoneFiles.of(Directories.of(cluster), Clock.systemUTC());
            long before = heap();
            long begin = System.nanoTime();
            bytes = 0;
            for (int i = 0; i < PHONES; i++) {
                bytes += deed.of(files, i);
            }
            rates[run] = PHONES * 1e9 / (System.nanoTime() - begin);
            heap = heap() - before;
            Reference.reachabilityFence(files);
        }
        print(what, rates, bytes, heap);
    }

    private static void print(String what, double[] rates, long bytes, long heap) {
        System.out.printf(
                "%s: %,.0f/s by one thread (median of %d runs over %,d phones); a file has %,d bytes; %,d bytes of heap a phone%n",
                what, Loops.median(rates), RUNS, PHONES, bytes / PHONES, Math.max(0, heap) / PHONES);
    }

    /** What is in use after garbage collections that no longer find anything. */
    private static long heap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    private static LoginId[] logins(String seed) {
        Random random = new Random(seed.hashCode());
        Instant now = Instant.now();
        return IntStream.range(0, PHONES)
                .mapToObj(i -> LoginId.of(now, random.nextLong()))
                .toArray(LoginId[]::new);
    }

    private static TemporaryDevice device(ClusterConfiguration oslo, int number, LoginId login) {
        DeviceProfile profile = oslo.profiles().get(DeviceProfileName.of("UDP-" + Estate.user(number)));
        return TemporaryDevice.builder(
                        Estate.phone(number),
                        login,
                        BaseDeviceName.of(1),
                        UserId.of(Estate.user(number)),
                        new Sourced<>(new PhoneModel("Cisco 8851", 684, true), Origin.VISITING_PHONE),
                        new Sourced<>(DeviceProtocol.SIP, Origin.VISITING_PHONE),
                        new Sourced<>(oslo.settings().devicePools().get(1), Origin.ROAMING_DEVICE_POOL),
                        new Sourced<>(profile, Origin.DEVICE_PROFILE),
                        new Sourced<>(Srst.disabled(), Origin.VISITING_PHONE),
                        new Sourced<>("Standard SIP Profile", Origin.EMCC_TEMPLATE),
                        new Sourced<>("Standard Common Phone Profile", Origin.EMCC_TEMPLATE),
                        new Sourced<>(PhoneSecurity.NONSECURE, Origin.BASE_DEVICE),
                        new Sourced<>(CivicAddress.empty().with(CivicField.COUNTRY, "PE"), Origin.VISITING_PHONE))
                .build();
    }
}
