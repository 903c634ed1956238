package org.emcc.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.emcc.sip.testing.ManualTime;
import org.emcc.sip.testing.TestTls;
import org.emcc.sip.transport.SipTransport.ClientCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the built-in transports keep to besides the contract of all, {@code org.emcc.testkit.contract.SipTransportContract}. */
class SipTransportTest {
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private static final String MESSAGE = "OPTIONS sip:h SIP/2.0\r\nVia: SIP/2.0/X 127.0.0.1:9;branch=z9hG4bK1\r\n"
            + "From: <sip:a@h>;tag=1\r\nTo: <sip:b@h>\r\nCall-ID: c\r\nCSeq: 1 OPTIONS\r\nContent-Length: 4\r\n\r\nbody";

    @TempDir
    private Path folder;

    @Test
    void giveTheirThreadsBack() throws Exception {
        SipTransport secure = SipTransport.tls(TestTls.make(folder).known(), ClientCertificate.NEEDED);
        for (SipTransport transport : List.of(SipTransport.udp(), SipTransport.tcp(), secure)) {
            Arrivals here = new Arrivals(new ManualTime());
            String prefix = "emcc-sip-" + transport.protocol().toLowerCase(Locale.ROOT) + "-";
            Set<Thread> before = threads(prefix);
            Carrier listening = transport.open(ANY, true, here);
            Carrier calling = transport.open(ANY, false, new Arrivals(new ManualTime()));
            calling.connect(listening.address()).send(MESSAGE.getBytes(StandardCharsets.UTF_8));
            assertThat(here.next().isClosing()).isFalse();
            Set<Thread> threads = threads(prefix);
            threads.removeAll(before);
            assertThat(threads).hasSize(2).allMatch(Thread::isDaemon);
            calling.close();
            listening.close();
            assertThat(threads).noneMatch(Thread::isAlive);
        }
    }

    private static Set<Thread> threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .collect(Collectors.toSet());
    }
}
