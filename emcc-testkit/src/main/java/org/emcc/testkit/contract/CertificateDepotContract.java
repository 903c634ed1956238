package org.emcc.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.emcc.certs.depot.CertificateDepot;
import org.emcc.certs.depot.DepotUnavailableException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

/**
 * What every {@link CertificateDepot} keeps to. Uses nothing but JUnit: two methods say how to make an empty one, and how another cluster
 * comes to the same place; two more what the place can do.
 *
 * <p>Source: certificates 1.2, 1.5 and 1.12.
 *
 * @threadsafety not thread-safe; a new one for each test
 * @since 0.1.0
 */
public abstract class CertificateDepotContract {
    private static final int WRITERS = 4;
    private static final int ROUNDS = 6;

    /** More than is written or read in one go. */
    private static final int LARGE = 100_000;

    private CertificateDepot depot;
    private CertificateDepot other;

    /** For those who extend it. */
    protected CertificateDepotContract() {}

    /**
     * The depot under test.
     *
     * @return a new and empty one
     */
    protected abstract CertificateDepot newDepot();

    /**
     * The same place as another cluster comes to it.
     *
     * @param depot a depot that {@link #newDepot} made
     * @return a second one over the same files; the depot itself where all share one object
     */
    protected abstract CertificateDepot otherCluster(CertificateDepot depot);

    /**
     * Whether the place can replace a file in one step, so that a reader never misses it.
     *
     * @return true by default; a depot over SFTP may have to say no
     */
    protected boolean replacesInOneStep() {
        return true;
    }

    /**
     * A depot whose place is away: not mounted, not reachable, or out of order.
     *
     * @return such a depot; empty by default, for a place that cannot be away, and then its failures are not looked at
     */
    protected Optional<CertificateDepot> newDepotThatIsAway() {
        return Optional.empty();
    }

    @BeforeEach
    void make() {
        depot = newDepot();
        other = otherCluster(depot);
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void holds(CertificateDepot depot, String name, byte[] content) {
        assertArrayEquals(
                content,
                depot.read(name, content.length + 1).orElseThrow(() -> new AssertionError(name + " is not there")));
    }

    private static byte[] filled(int with) {
        byte[] content = new byte[LARGE];
        Arrays.fill(content, (byte) with);
        return content;
    }

    @Test
    @Timeout(120)
    void whatWasWrittenIsReadByEverybodyFromThenOn() {
        depot.write("LON_tomcat.pkcs12", octets("a certificate"));
        holds(depot, "LON_tomcat.pkcs12", octets("a certificate"));
        holds(other, "LON_tomcat.pkcs12", octets("a certificate"));
        other.write("LON_tomcat.pkcs12", octets("a longer certificate"));
        holds(depot, "LON_tomcat.pkcs12", octets("a longer certificate"));
        depot.write("LON_tomcat.pkcs12", octets("short"));
        holds(other, "LON_tomcat.pkcs12", octets("short"));
    }

    @Test
    @Timeout(120)
    void whatIsNotForcedIsReadLikewise() {
        depot.writeUnforced("LON_tomcat.pkcs12", octets("a certificate"));
        holds(other, "LON_tomcat.pkcs12", octets("a certificate"));
        other.writeUnforced("LON_tomcat.pkcs12", octets("another"));
        holds(depot, "LON_tomcat.pkcs12", octets("another"));
    }

    @Test
    @Timeout(120)
    void octetsAreKeptAsTheyAre() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        depot.write("all", all);
        depot.write("none", new byte[0]);
        depot.write("large", filled(7));
        holds(other, "all", all);
        holds(other, "none", new byte[0]);
        holds(other, "large", filled(7));
    }

    @Test
    @Timeout(120)
    void noMoreIsReadThanIsAskedFor() {
        depot.write("a", octets("certificate"));
        depot.write("large", filled(7));
        for (int most : new int[] {0, 1, 10, 11, 12, Integer.MAX_VALUE}) {
            byte[] expected = Arrays.copyOf(octets("certificate"), Math.min(11, most));
            assertArrayEquals(expected, depot.read("a", most).orElseThrow(), "at most " + most);
        }
        assertEquals(LARGE - 1, depot.read("large", LARGE - 1).orElseThrow().length);
    }

    @Test
    @Timeout(120)
    void whatIsNotThereIsEmptyAndIsTakenAwayWithoutComplaint() {
        assertEquals(Optional.empty(), depot.read("a", 10));
        assertFalse(depot.delete("a"));
        assertEquals(List.of(), depot.names());
        depot.write("a", octets("x"));
        assertEquals(Optional.empty(), depot.read("b", 10));
        assertEquals(Optional.empty(), depot.read("a.", 10), "the beginning of a name is not the name");
    }

    @Test
    @Timeout(120)
    void whatIsTakenAwayIsGoneForEverybody() {
        depot.write("a", octets("x"));
        depot.write("b", octets("y"));
        assertTrue(other.delete("a"));
        assertFalse(depot.delete("a"), "twice");
        assertEquals(Optional.empty(), depot.read("a", 10));
        assertEquals(List.of("b"), depot.names());
        depot.write("a", octets("z"));
        holds(other, "a", octets("z"));
    }

    @Test
    @Timeout(120)
    void namesAreToldInTheirNaturalOrder() {
        List<String> names = new ArrayList<>(List.of("b", "a10", "a2", "a", "a b", "a_b", "Z", "%41", "~", "c'd\"e;f"));
        for (String name : names) {
            depot.write(name, octets(name));
        }
        names.sort(null);
        assertEquals(names, depot.names());
        assertEquals(names, other.names());
        names.removeIf(name -> !name.startsWith("a"));
        assertEquals(names, other.names(name -> name.startsWith("a")));
        assertEquals(List.of(), depot.names(name -> false));
    }

    @Test
    @Timeout(120)
    void aListOfNamesIsOfItsMoment() {
        depot.write("a", octets("x"));
        List<String> before = depot.names();
        depot.write("b", octets("y"));
        depot.delete("a");
        assertEquals(List.of("a"), before);
    }

    @Test
    @Timeout(120)
    void aNameThatTheRuleForbidsIsRefusedByEveryMethod() {
        for (String name : List.of(
                "", ".", "..", ".hidden", "../a", "a/b", "/a", "a\\b", "a\nb", "a\0", "a\u0085b", "a".repeat(256))) {
            List<Executable> calls = List.of(
                    () -> depot.read(name, 1),
                    () -> depot.write(name, new byte[1]),
                    () -> depot.writeUnforced(name, new byte[1]),
                    () -> depot.delete(name));
            for (Executable call : calls) {
                assertThrows(IllegalArgumentException.class, call, "\"" + name + "\"");
            }
        }
        assertEquals(List.of(), other.names());
    }

    @Test
    @Timeout(120)
    void theLongestNameIsTaken() {
        String longest = "a".repeat(255);
        depot.write(longest, octets("x"));
        holds(other, longest, octets("x"));
        assertEquals(List.of(longest), other.names());
    }

    @Test
    @Timeout(120)
    void arraysStayTheCallers() {
        byte[] given = octets("certificate");
        depot.write("a", given);
        Arrays.fill(given, (byte) 0);
        holds(depot, "a", octets("certificate"));
        Arrays.fill(depot.read("a", 100).orElseThrow(), (byte) 0);
        holds(depot, "a", octets("certificate"));
    }

    @Test
    @Timeout(120)
    void whatSeveralWriteAlikeIsThereFromTheFirstOn() throws Exception {
        byte[] content = filled(7);
        AtomicInteger next = new AtomicInteger();
        AtOnce.run(WRITERS, () -> {
            CertificateDepot mine = next.incrementAndGet() % 2 == 0 ? depot : other;
            for (int i = 0; i < ROUNDS; i++) {
                mine.write("a", content);
                holds(mine, "a", content);
            }
            return List.of();
        });
        assertEquals(List.of("a"), depot.names());
    }

    @Test
    @Timeout(120)
    void aReaderSeesWholeFilesOnly() throws Exception {
        AtomicInteger next = new AtomicInteger();
        CountDownLatch writing = new CountDownLatch(WRITERS);
        depot.write("a", filled(0));
        List<Optional<byte[]>> seen = AtOnce.run(WRITERS + 2, () -> {
            int number = next.incrementAndGet();
            CertificateDepot mine = number % 2 == 0 ? depot : other;
            List<Optional<byte[]>> read = new ArrayList<>();
            if (number <= WRITERS) {
                try {
                    for (int i = 0; i < ROUNDS; i++) {
                        mine.write("a", filled(number));
                        mine.write("new-" + number + "-" + i, filled(number));
                    }
                } finally {
                    writing.countDown();
                }
            } else {
                do {
                    read.add(mine.read("a", 2 * LARGE).map(CertificateDepotContract::summary));
                    for (String name : mine.names(each -> each.startsWith("new"))) {
                        holds(mine, name, filled(name.charAt("new-".length()) - '0'));
                    }
                } while (writing.getCount() > 0);
            }
            return read;
        });
        for (Optional<byte[]> each : seen) {
            assertTrue(each.isPresent() || !replacesInOneStep(), "a file that is being replaced is there all the time");
            each.ifPresent(summary -> assertEquals(1, summary.length, "part of a file, or of two"));
        }
        assertEquals(1 + WRITERS * ROUNDS, depot.names().size(), "nothing else is left behind");
    }

    /** One octet for a whole file of one writer, more for anything else. */
    private static byte[] summary(byte[] content) {
        boolean whole = content.length == LARGE && Arrays.equals(content, filled(content[0]));
        return whole ? new byte[1] : new byte[2];
    }

    @Test
    @Timeout(120)
    void manyMayTakeTheSameFileAwayAtOnce() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            depot.write("a", octets("x"));
            AtomicInteger next = new AtomicInteger();
            List<Boolean> there =
                    AtOnce.run(WRITERS, () -> List.of((next.incrementAndGet() % 2 == 0 ? depot : other).delete("a")));
            assertTrue(there.contains(true), "somebody took it away");
            assertEquals(Optional.empty(), depot.read("a", 1));
        }
    }

    @Test
    @Timeout(120)
    void whatThePlaceCannotDoIsToldByOneException() {
        Optional<CertificateDepot> away = newDepotThatIsAway();
        assumeTrue(away.isPresent(), "skipped: this place is never away");
        CertificateDepot gone = away.get();
        List<Executable> calls = List.of(
                gone::names,
                () -> gone.names(name -> true),
                () -> gone.read("a", 1),
                () -> gone.write("a", new byte[1]),
                () -> gone.writeUnforced("a", new byte[1]),
                () -> gone.delete("a"));
        for (int i = 0; i < calls.size(); i++) {
            DepotUnavailableException told =
                    assertThrows(DepotUnavailableException.class, calls.get(i), "call " + (i + 1));
            assertFalse(String.valueOf(told.getMessage()).isBlank(), "it says what, where and why");
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> gone.read("../a", 1),
                "a wrong name is wrong wherever the place is");
    }
}
