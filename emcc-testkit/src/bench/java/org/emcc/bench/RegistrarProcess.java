package org.emcc.bench;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.emcc.sip.registration.DeviceAdmission;
import org.emcc.sip.registration.Registrar;
import org.emcc.sip.transport.SipTransport;
import org.emcc.sip.transport.StreamLimits;

/**
 * The SDK's registrar over UDP and TCP in a process of its own, with its standard settings, but that all phones may connect from one
 * source before the first registers. Says its ports, then its heap and its processor time in milliseconds for each line that comes; ends with its input.
 */
final class RegistrarProcess {
    private RegistrarProcess() {}

    /**
     * Serves until its input ends.
     *
     * @param arguments none
     * @throws Exception when the input cannot be read
     */
    public static void main(String[] arguments) throws Exception {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
        StreamLimits limits = StreamLimits.builder()
                .connectionsPerSource(100_000)
                .firstMessage(Duration.ofMinutes(10))
                .build();
        try (Registrar registrar = Registrar.builder(device -> DeviceAdmission.Verdict.ADMITTED)
                .also(SipTransport.tcp(limits), any)
                .start(any)) {
            System.out.println(registrar.addresses().get(0).getPort());
            System.out.println(registrar.addresses().get(1).getPort());
            BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
            while (lines.readLine() != null) {
                System.gc();
                System.gc();
                Runtime runtime = Runtime.getRuntime();
                System.out.println(runtime.totalMemory() - runtime.freeMemory());
                System.out.println(ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElseThrow()
                        .toMillis());
            }
        }
    }
}
