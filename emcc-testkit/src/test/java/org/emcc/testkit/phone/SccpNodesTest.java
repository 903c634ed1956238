package org.emcc.testkit.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.emcc.core.gateway.Timers;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.sip.registration.CiscoAlarm;
import org.emcc.sip.registration.DeviceAdmission;
import org.emcc.sip.registration.PhoneTimes;
import org.emcc.sip.sccp.SccpOutcome;
import org.emcc.sip.sccp.SccpPhone;
import org.emcc.sip.sccp.SccpPhoneListener;
import org.emcc.sip.sccp.SccpRegistrar;
import org.emcc.sip.sccp.StationLine;
import org.emcc.testkit.fault.Wire;
import org.emcc.testkit.fault.Wires;
import org.emcc.testkit.trace.Trace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An SCCP phone keeps to the nodes of its file, by a clock that stands still until it is told. */
@Timeout(120)
class SccpNodesTest {
    private static final DeviceName NAME = DeviceName.of("SEP020000AABBCC");
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final ByHand time = new ByHand();
    private final Wires wires = Wires.open(new Trace(Clock.systemUTC()), 1, Clock.systemUTC());
    private final Node first = new Node("first");
    private final Node second = new Node("second");
    private final Node third = new Node("third");
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final SccpNodes nodes = new SccpNodes(
            List.of(first.address(), second.address(), third.address()),
            CiscoAlarm.INITIALIZED,
            PhoneTimes.STANDARD,
            time,
            time.clock,
            Runnable::run,
            new SccpNodes.Events() {
                @Override
                public void registered(ServiceAddress node, SccpOutcome.Registered outcome) {
                    told.add(
                            node.equals(first.address())
                                    ? "first"
                                    : node.equals(second.address()) ? "second" : "third");
                }

                @Override
                public void lost(String why) {
                    told.add("lost");
                }
            });
    private final SccpPhone phone = SccpPhone.builder(NAME)
            .listener(new SccpPhoneListener() {
                @Override
                public void registrationLost(SccpOutcome outcome) {
                    nodes.lost(outcome);
                }
            })
            .start();

    /** A call manager, and the wire to it. */
    private final class Node {
        private final SccpRegistrar registrar = SccpRegistrar.builder(DeviceAdmission.of(NAME::equals))
                .lines(device -> List.of(new StationLine("5001", "Desk")))
                .start(ANY);
        private final Wire wire;

        Node(String name) {
            this.wire = wires.stream("phone", name, "SCCP", registrar::address);
        }

        ServiceAddress address() {
            return wire.address();
        }
    }

    /** Runs what is due when time passes, on the thread that lets it pass. */
    private static final class ByHand implements Timers {
        private record Task(Instant at, Runnable what) {}

        private final List<Task> tasks = new ArrayList<>();
        private Instant now = Instant.parse("2026-11-23T08:00:00Z");
        private final Clock clock = new Clock() {
            @Override
            public Instant instant() {
                synchronized (tasks) {
                    return now;
                }
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };

        @Override
        public Ordered at(Instant when, Runnable what) {
            Task task = new Task(when, what);
            synchronized (tasks) {
                tasks.add(task);
                tasks.notifyAll();
            }
            return () -> {
                synchronized (tasks) {
                    tasks.remove(task);
                }
            };
        }

        /** Until something was ordered. */
        void awaitOrder() throws InterruptedException {
            synchronized (tasks) {
                while (tasks.isEmpty()) {
                    tasks.wait();
                }
            }
        }

        void pass(Duration length) {
            List<Task> due;
            synchronized (tasks) {
                now = now.plus(length);
                due = tasks.stream().filter(task -> !task.at.isAfter(now)).toList();
                tasks.removeAll(due);
            }
            due.forEach(task -> task.what.run());
        }

        @Override
        public void close() {}
    }

    @AfterEach
    void close() {
        nodes.close();
        phone.close();
        wires.close();
        List.of(first, second, third).forEach(node -> node.registrar.close());
    }

    private String next() throws InterruptedException {
        String next = told.poll(20, TimeUnit.SECONDS);
        return next == null ? "nothing" : next;
    }

    @Test
    void goesToTheNextNodeWhereTheFirstIsNotThere() throws Exception {
        first.wire.refuse();
        assertThat(nodes.begin(phone).get(20, TimeUnit.SECONDS)).isInstanceOf(SccpOutcome.Registered.class);
        assertThat(next()).isEqualTo("second");
        assertThat(nodes.isRegistered()).isTrue();
    }

    @Test
    void triesAgainAfterARestWhenNobodyIsThere() throws Exception {
        List.of(first, second, third).forEach(node -> node.wire.refuse());
        assertThat(nodes.begin(phone).get(20, TimeUnit.SECONDS)).isInstanceOf(SccpOutcome.NoAnswer.class);
        time.awaitOrder();
        List.of(first, second, third).forEach(node -> node.wire.clear());
        time.pass(PhoneTimes.STANDARD.retry().minusMillis(1));
        assertThat(told).isEmpty();
        time.pass(Duration.ofMillis(1));
        assertThat(next()).isEqualTo("first");
    }

    @Test
    void goesOnToTheNextWhenItsNodeFailsLater() throws Exception {
        nodes.begin(phone).get(20, TimeUnit.SECONDS);
        assertThat(next()).isEqualTo("first");
        time.pass(Duration.ofHours(1));
        first.wire.refuse().cut();
        assertThat(next()).isEqualTo("lost");
        assertThat(next()).isEqualTo("second");
        time.pass(Duration.ofHours(1));
        second.wire.refuse().cut();
        assertThat(next()).isEqualTo("lost");
        assertThat(next()).isEqualTo("third");
        time.pass(Duration.ofHours(1));
        first.wire.clear();
        third.wire.refuse().cut();
        assertThat(next()).isEqualTo("lost");
        assertThat(next()).as("a round leaves out only the node that failed").isEqualTo("first");
    }

    @Test
    void doesNotRunInCirclesWhereNodesTakeItAndDropIt() throws Exception {
        nodes.begin(phone).get(20, TimeUnit.SECONDS);
        assertThat(next()).isEqualTo("first");
        time.pass(Duration.ofSeconds(10));
        first.wire.cut();
        assertThat(next()).isEqualTo("lost");
        time.awaitOrder();
        assertThat(nodes.isRegistered()).isFalse();
        time.pass(Duration.ofSeconds(20));
        assertThat(next()).isEqualTo("first");
    }

    @Test
    void goesBackToABetterNodeThatHasLivedForLongEnough() throws Exception {
        first.wire.refuse();
        nodes.begin(phone).get(20, TimeUnit.SECONDS);
        assertThat(next()).isEqualTo("second");
        time.awaitOrder();
        time.pass(Duration.ofMinutes(2));
        first.wire.clear();
        time.awaitOrder();
        time.pass(Duration.ofMinutes(2));
        assertThat(told).as("it lives since now").isEmpty();
        time.awaitOrder();
        time.pass(Duration.ofMinutes(2));
        assertThat(next()).isEqualTo("first");
        assertThat(second.registrar.contact(NAME)).as("it took its leave").isEmpty();
        assertThat(first.registrar.contact(NAME)).isPresent();
    }

    @Test
    void aNodeThatDiesAgainIsNotGoneBackTo() throws Exception {
        first.wire.refuse();
        nodes.begin(phone).get(20, TimeUnit.SECONDS);
        assertThat(next()).isEqualTo("second");
        time.awaitOrder();
        first.wire.clear();
        time.pass(Duration.ofMinutes(2));
        first.wire.refuse();
        time.awaitOrder();
        time.pass(Duration.ofMinutes(2));
        first.wire.clear();
        time.awaitOrder();
        time.pass(Duration.ofMinutes(2));
        time.awaitOrder();
        assertThat(told).as("it lives for no time yet").isEmpty();
        time.pass(Duration.ofMinutes(2));
        assertThat(next()).isEqualTo("first");
    }

    @Test
    void whatIsClosedGoesNowhere() throws Exception {
        List.of(first, second, third).forEach(node -> node.wire.refuse());
        nodes.begin(phone).get(20, TimeUnit.SECONDS);
        time.awaitOrder();
        nodes.close();
        first.wire.clear();
        time.pass(Duration.ofHours(1));
        assertThat(nodes.isRegistered()).isFalse();
        assertThat(told).isEmpty();
    }
}
