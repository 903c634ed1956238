package org.emcc.testkit.phone;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;
import javax.management.AttributeNotFoundException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;

/** How many files and sockets this process may have open. */
final class Descriptors {
    private Descriptors() {}

    /** Skips the test where they do not suffice. Where the system does not tell how many there are, they do. */
    static void require(long wanted, String what) throws JMException {
        long most = most();
        assumeTrue(
                most >= wanted,
                () -> what + " need " + wanted + " file descriptors (ulimit -n), but this process may have " + most);
    }

    private static long most() throws JMException {
        try {
            Object most = ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(new ObjectName("java.lang:type=OperatingSystem"), "MaxFileDescriptorCount");
            return ((Number) most).longValue();
        } catch (AttributeNotFoundException | InstanceNotFoundException e) {
            return Long.MAX_VALUE;
        }
    }
}
