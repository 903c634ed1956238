package org.emcc.sip.registration;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.internal.Require;

/**
 * One of the nodes that a phone may register with, as it takes them from its configuration file.
 *
 * <p>Source: sip 4.1; phone-config-files 3.9.
 *
 * @param rank its place
 * @param address where it listens; the port is 5060 by default, and 5061 over TLS
 * @threadsafety immutable
 * @since 0.1.0
 */
public record PhoneNode(Rank rank, ServiceAddress address) {
    /** How many nodes a phone has at most: three call managers and three addresses of its SRST reference. */
    public static final int MAX = 6;

    private static final List<Rank> OF_MANAGERS = List.of(Rank.PRIMARY, Rank.SECONDARY, Rank.TERTIARY);

    /** The place of a node, the best first. Any of them may be missing. */
    public enum Rank {
        /** The call manager that the phone wants to be at. */
        PRIMARY,
        /** The second call manager. */
        SECONDARY,
        /** The third call manager. */
        TERTIARY,
        /** The router of the site, which helps while no call manager is reached. */
        SRST
    }

    /**
     * Checks that both are there.
     *
     * @param rank its place
     * @param address where it listens
     */
    public PhoneNode {
        Objects.requireNonNull(rank, "rank");
        Objects.requireNonNull(address, "address");
    }

    /**
     * The nodes of a configuration file. Further call managers than three are passed over, as phones do [SRC].
     *
     * @param callManagers the members of its group in document order
     * @param srst the SIP addresses of its SRST reference, at most three
     * @return the nodes in their order, none twice
     */
    public static List<PhoneNode> list(List<ServiceAddress> callManagers, List<ServiceAddress> srst) {
        List<PhoneNode> nodes = new ArrayList<>();
        for (ServiceAddress address : Require.list(callManagers, "callManagers")) {
            if (nodes.size() < OF_MANAGERS.size() && !has(nodes, address)) {
                nodes.add(new PhoneNode(OF_MANAGERS.get(nodes.size()), address));
            }
        }
        Require.range(Require.list(srst, "srst").size(), "number of SRST addresses", 0, MAX - OF_MANAGERS.size());
        for (ServiceAddress address : srst) {
            if (!has(nodes, address)) {
                nodes.add(new PhoneNode(Rank.SRST, address));
            }
        }
        return List.copyOf(nodes);
    }

    private static boolean has(List<PhoneNode> nodes, ServiceAddress address) {
        return nodes.stream().anyMatch(node -> node.address().equals(address));
    }

    /**
     * Checks a list: 1 to {@value #MAX} nodes, better ones first, no address twice.
     *
     * @throws IllegalArgumentException when the list breaks the rule
     */
    static List<PhoneNode> checked(List<PhoneNode> nodes) {
        List<PhoneNode> copy = Require.list(nodes, "nodes");
        Require.range(copy.size(), "number of nodes", 1, MAX);
        for (int i = 1; i < copy.size(); i++) {
            PhoneNode node = copy.get(i);
            if (node.rank().compareTo(copy.get(i - 1).rank()) < 0) {
                throw new IllegalArgumentException(
                        "nodes must be in the order of their ranks, but " + node + " follows " + copy.get(i - 1));
            }
            if (has(copy.subList(0, i), node.address())) {
                throw new IllegalArgumentException(
                        "nodes must have different addresses, but " + node + " is there twice");
            }
        }
        return copy;
    }

    @Override
    public String toString() {
        return rank + " " + address;
    }
}
