package org.emcc.core.device;

import java.util.List;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.internal.Require;

/**
 * A group of call managers, in the order in which a phone tries them.
 *
 * <p>Source: phone-config-files 3.3 and 3.9.
 *
 * @param name 1 to 128 characters
 * @param members 1 to 5 nodes; the port is that of SIP, where it is not 5060
 * @threadsafety immutable
 * @since 0.1.0
 */
public record CallManagerGroup(String name, List<ServiceAddress> members) {
    /**
     * Checks the parts.
     *
     * @param name 1 to 128 characters
     * @param members 1 to 5 nodes; the port is that of SIP, where it is not 5060
     * @throws IllegalArgumentException when a part breaks its rule
     */
    public CallManagerGroup {
        Require.text(name, "call manager group", 128);
        members = Require.list(members, "members");
        Require.range(members.size(), "number of call managers in a group", 1, 5);
    }
}
